"""The style sheet of the preflight report: black on white, legible in print."""

STYLE = """
:root{--line:#000;--soft:#555;--mark:#b00020}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:2rem 1.25rem 4rem;font:1.0625rem/1.5 system-ui,"Noto Sans",sans-serif;color:#000;background:#fff}
header{border-top:6px solid var(--line);padding-top:1rem;margin-bottom:1.5rem}
header p{margin:0}
h1{font-size:2rem;line-height:1.25;margin:.25rem 0}
h2{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}
h3{font-size:1.0625rem;margin:0}
.soft{color:var(--soft)}
section{border-top:2px solid var(--line);padding-top:1rem;margin-bottom:2.5rem}
.verdict{border:3px solid var(--line);border-radius:.5rem;padding:1rem 1.25rem}
.verdict h2{margin:0}
.verdict p{margin:.25rem 0 0}
.verdict.wrong{border-color:var(--mark);border-width:6px}
.verdict.wrong h2{color:var(--mark)}
.checks{list-style:none;margin:0;padding:0}
.checks>li{display:flex;gap:1rem;padding:.55rem 0;border-top:1px solid #bbb}
.checks p,.checks ul{margin:.1rem 0 0}
.checks ul{padding-inline-start:1.2rem}
.result{flex:0 0 7rem;border:1px solid #000;border-radius:.3rem;text-align:center;align-self:flex-start;font-size:.95rem}
.wrong .result{background:var(--mark);border-color:var(--mark);color:#fff}
.look .result{border-width:3px}
.not .result{border-style:dashed;font-weight:400}
.pages{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:1rem;align-items:start}
figure{margin:0}
figure.found{grid-column:span 2}
.leaf{position:relative;line-height:0}
.leaf img{width:100%;height:auto;border:1px solid #999}
.spot{position:absolute;border:2px solid var(--mark);outline:2px solid #fff;min-width:6px;min-height:6px}
.spot b{position:absolute;left:-2px;top:-1.35rem;background:var(--mark);color:#fff;font-size:.8rem;line-height:1.3rem;padding:0 .35rem}
figcaption{font-size:.9rem;color:var(--soft)}
figcaption ol{margin:.25rem 0 0;padding-inline-start:1.2rem;color:#000}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.35rem .75rem .35rem 0;border-top:1px solid #bbb;overflow-wrap:anywhere}
th{font-size:.9rem;border-top:0}
.codes img{width:5rem;height:auto;image-rendering:pixelated}
code{font:.95em/1.4 ui-monospace,Consolas,monospace}
.hash{font-size:.8rem}
@media print{body{max-width:none}figure,.checks>li,tr{break-inside:avoid}}
"""
