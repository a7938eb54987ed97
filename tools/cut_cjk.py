"""Cuts Noto Sans CJK down to the characters of national standards: the files under fonts/noto-sans-cjk-*.

    python tools/cut_cjk.py FOLDER [OUT]

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc of release Sans2.004, whole, from
https://github.com/notofonts/noto-cjk. The same collections give the same files with the same HarfBuzz.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

KEPT_FEATURES = ("ccmp", "kern", "liga", "mark", "mkmk")
"""OpenType features that are kept. Without `locl`, which would bring the other countries' forms of every character: each
file is taken only for its own language. Without what is for vertical lines."""

DROPPED_TABLES = ("BASE", "DSIG", "VORG", "vhea", "vmtx")
"""For vertical lines, and a signature that a cut file no longer fits."""

KEPT_NAMES = range(26)
"""All entries of the name table that OpenType defines, licence and version among them."""

ALWAYS = (
    range(0x20, 0x7F),
    range(0xA0, 0x100),
    range(0x2010, 0x2028),
    range(0x3000, 0x3100),  # CJK punctuation, kana
    range(0xFF01, 0xFF5F),  # full-width forms
    range(0xFFE0, 0xFFE7),
)
BOPOMOFO = (range(0x3105, 0x3130), range(0x31A0, 0x31C0))
HANGUL = (range(0x3131, 0x318F), range(0xAC00, 0xD7A4))


class Cut(NamedTuple):
    """A face of the collection (`index`) and what of it is kept: `codecs` of Python, each of a national standard, more
    ranges, and single characters."""

    name: str
    index: int
    codecs: tuple[str, ...]
    ranges: tuple[range, ...] = ()
    more: str = ""


GENERAL_STANDARD_BEYOND_GB_2312 = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬"
    "䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮丏乂乸亶亸亹伈伋伣伭伾佁佖佸佺佽侁侂侘侴侹俍俙俫俵俶倓倕倞倧倴倻偁"
    "偓偡偭偰偲傃傉傒傕僇僎僔僰儦儳儴冏冔冮凓凘刬剅剋剕剟劄劼勍勔勚勠匜匼卬厖厾叆叇叕叚吽呇呣咇咉咍咡咥咺哃哢哱唝唵"
    "啫啰啴喆喤嗐嗞嘚嘡噀噂噇嚄嚚嚭囷圌圐圙圢圫圲坉坋坒坥坬坰坽垈垍垎垏垕垙垚垞垟垯垱垵垺垾垿埆埇埌埗埪埫埵埼堃堉堌"
    "堎堐堧堨堲堼堽堾塅塆塝塱墈墐墕墘墡墣墦壸夐夬奓奡奭妘妧妭姈姞姤姮姱姶姽娀娵婌婍婘婞婠婤婫婳婻婼媂媄媆媓媖媞媭媱"
    "嫄嫕嫚嫪嫭嫽嬛嬥嬬嬿孅孖宧宬寁尨尪屃屼屾岊岞岠岨峂峃峗峘峛峣峧峱峿崀崁崄崌崒崚崟崡崶崿嵁嵅嵎嵖嵚嵲嶅嶍嶒嶓嶟嶦"
    "嶲巇巉帡帨幖幪庤庱庼廆廋廙弆弇弢弨弶弸彟彧徛忞忳忺恓恔悆悈悢悰惇惎惔惙惛愃愐愔愭慆慥慬慭憕憙憭憺戣戭扂扅扆扊扞"
    "扺扽抃抔拃拤挓挦捯捽掞揕揳搒摏摛摴摽擿攽敔敩斝斠斶旐旞旴旵旸旻旿昄昇昈昉昒昡昣昤昪昫昳昺昽晅晊晐晙晞晢晪晫晱暅"
    "暕暲暵暶暿曈曌朏朓朳朸杄杕杙杧杻枅枍枲枹柈柊柖柷栐栒栟栴栻桯桲桹梌梠梣梴梼梽梾梿棁棐棓棤棨棪棫棬棻棽椀椆椑椓椪"
    "椸楒楙楩楪楯榃榅榑榖榰槃槚槜槱橑橞橦檞櫆欂欸欻歅殣毌毐氾氿汈汋汧汫汭沄沇沘沚沨沺泂泃泇泙泚泜洈洑洓洘洢洣洨洭洴"
    "洸洺洿浉浐浕浛浟浡浥浬浭浰浲涄涍涐涘涢涴淏淜淟淯淴渟渰渼湉湑湜湝湣湲湴溁溇溍溚溞溠溦溵溹滃滆滉滍滘滧滪滫漈漋漖"
    "漦漴漷漹漻漼潏潖潟潩潵潽潾澂澛澥澪澭澴澼澽濋濩瀌瀍瀔瀱瀼灈炆炌炘炟炣烔烜烝烠烶烺烻焆焌焗焜焞煁煃煋煓煟煴熇熛熜"
    "熥熻燊燋燏燚爇爔爚爟牁牂牚牤牥牻犇犨狉狝猄猇猯猰猺獴玃玒玓玕玘玙玚玞玠玡玤玥玦玭玱玶玹玼玿珅珇珋珌珒珕珖珛珝珢"
    "珣珦珪珫珰珵珷珸珹珺珽琀琄琇琈琎琔琟琡琤琫琭琯琲瑀瑂瑃瑄瑅瑆瑑瑓瑔瑖瑝瑢瑧瑨瑬瑱瑳璆璈璒璘璟璠璥璪璬璮璱璲瓀瓖"
    "瓘瓻甗甡甦甪畖畤畬畯疁疍疐疢疭痓瘆癗癿皕皛皞皦皭盉盦盷眊眬睄睎瞋瞫瞭矞矰矻矼砄砆砠砫砮砵硁硊硍硔硙硚硿碃碈碏碨"
    "碶磏磜磡磹磻礌礵祃祇祊祋祎祏祐祕祲祼祾禋禒禔禘禛禤秬秾稌稑稙穄穙穜穟窅窊窎窣窸竑竘竫笯筀筜筤筥筦筶筼箓箖篯簃簉"
    "簕簝簠簰籥粿糒糵絜縠縢繄纮纴纻纼绖绤绹缊缐缞罍罶罽羑羓羕羖羱翀翂翃翈翙翚翛翯翷翾耇耏耑耤耰肸胈胠胣脟脩脿腒腘腨"
    "腯膙臑臜舠舥舲艅艎芃芠芣芼苉苧苾茀茋茓茝茽荁荄荓荖荙莙莝莿菂菉菍菼萚萣萩萳萹葎葖葰葴蒄蒐蒟蒨蒱蒻蓂蓇蓏蓢蔀蔃蔈"
    "蔊蕗蕰薁薢薳薸薿藟藠藦藨蘘虒虓虤虷虸蚄蚆蚲蛃蜎蜐蝘蝲螠螣螱蟏蟫蠋衃衎衒衠袆袗袪袯裈裛褕褟褯襕襚襜襫觃觟觭觱觿訄"
    "訚詟讱讻诇诐谞谼谿豨豮貆赑赒赗赟赪趯跂跐跱跶踒踦踶蹅蹐蹚蹜蹢蹽蹾轪辀辌辒辿迺逴遆遹邘邠邨邲邽邿郃郈郚郤郪郿鄀鄃"
    "鄅鄌鄑鄗鄘鄚鄜鄠鄫酂酅酦酺醨醾釐鋆钖钘铏铚铻锜锧锳锽镃镈镋镕镚镠镮镴镵闿阇阘陎陑陞隃隩隺雊雱霅霨靬靰靸靺靽靿鞁"
    "鞡鞧鞨鞬鞮鞳韂韨颋颎颙飏飐飔飗饳饸饹饻馃馉馌馝馞馧驲骃骉骍骎骕骙骦髃髎髢髽鬒鬘鬶鬷魆魋鱽鱾鲀鲃鲉鲊鲌鲏鲖鲗鲘鲙"
    "鲝鲪鲬鲯鲹鲾鲿鳀鳁鳂鳈鳉鳑鳒鳚鳛鳠鳡鳣鳤鸤鸧鸮鸰鸻鸼鹀鹍鹐鹒鹔鹖鹙鹝鹟鹠鹡鹢鹮鹯鹲鹴麀麑麖麹黇黡鼒鼩鼫鼱齁齇齉"
    "龁龂龢鿍鿎鿏𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀"
    "𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕"
    "𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩"
    "𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
"""The characters of the Table of General Standard Chinese Characters (8,105, State Council 2013) that GB 2312 lacks: by
kTGH of the Unicode Han Database, https://www.unicode.org/reports/tr38/."""

CUTS = (
    Cut("sc", 2, ("gb2312",), BOPOMOFO, GENERAL_STANDARD_BEYOND_GB_2312),
    Cut("tc", 3, ("big5", "big5hkscs"), BOPOMOFO),
    Cut("jp", 0, ("euc_jis_2004", "cp932")),
    Cut("kr", 1, ("euc_kr",), HANGUL),
)
"""GB 2312 with the table; Big5 with HKSCS-2004; JIS X 0213 plane 1, which has all of the Joyo kanji, with Windows-31J,
which has forms usual in names; KS X 1001 with every modern syllable."""


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    source, fonts = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) == 3 else "fonts")
    for weight in ("Regular", "Bold"):
        collection = hb.Blob.from_file_path(str(source / f"NotoSansCJK-{weight}.ttc"))
        for cut in CUTS:
            data = cut_down(hb.Face(collection, cut.index), characters(cut))
            path = fonts / f"noto-sans-cjk-{cut.name}" / f"NotoSansCJK{cut.name}-{weight}.otf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(f"{path}: {len(hb.Face(data).unicodes)} characters, {len(data) / 1e6:.1f} MB")
    return 0


def characters(cut: Cut) -> set[int]:
    """The code points a cut keeps, private use left out."""
    points = {point for codec in cut.codecs for point in two_byte_characters(codec)}
    points.update(point for stretch in (*ALWAYS, *cut.ranges) for point in stretch)
    points.update(map(ord, cut.more))
    return {point for point in points if not 0xE000 <= point <= 0xF8FF}


def two_byte_characters(codec: str) -> Iterator[int]:
    """Every character that a codec of an East Asian standard writes in two bytes: of EUC-JIS-2004 that is plane 1."""
    for pair in (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)):
        try:
            text = pair.decode(codec)
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            yield ord(text)


def cut_down(face: hb.Face, points: set[int]) -> bytes:
    """The face with these characters only; glyphs keep their CIDs."""
    chosen = hb.SubsetInput()
    chosen.unicode_set.update(points)
    chosen.layout_feature_tag_set.clear()
    chosen.layout_feature_tag_set.update(map(tag, KEPT_FEATURES))
    chosen.drop_table_tag_set.update(map(tag, DROPPED_TABLES))
    chosen.name_id_set.update(KEPT_NAMES)
    chosen.flags = hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(face, chosen).blob.data)


def tag(name: str) -> int:
    """An OpenType tag as HarfBuzz's sets hold it."""
    return int.from_bytes(name.ljust(4).encode(), "big")


if __name__ == "__main__":
    sys.exit(main())
