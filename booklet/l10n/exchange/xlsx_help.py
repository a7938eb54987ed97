"""What a translator reads on the second sheet of a workbook."""

INSTRUCTIONS = (
    "How to fill in this workbook",
    "You translate the column 'target' of the sheet 'texts' into {language}. The English is in the column 'source'.",
    "You may fill in three columns: state, target, reviewed_by. All others are locked. Leave out what you are not sure of: an empty "
    "target stays untranslated, and nothing is lost.",
    "Words like {{number}} stand for a phone number, a time or a name. Copy each exactly as it is, and put it where your grammar wants it.",
    "Never change or add a phone number, a web address or any other number. Write digits as 0-9.",
    "The column 'notes' says what the text is for. 'critical: yes' means that a mistake may do harm. 'keep' lists words that stay as "
    "they are. 'max' says how much room there is, 'page' where it is printed.",
    "state: choose 'needs-work' if you are not content with a text. If it says 'needs-work', the English has changed: compare, mend the "
    "target, or choose 'translated' if it is still right. 'machine-draft' was written by a machine: change it where it is wrong.",
    "reviewed_by: only for those who check the work of others. Write the pseudonym that you were given, such as R7, never your "
    "name, beside each text that you have read and found right. It does not count for a machine's draft that nobody has changed.",
    "A new line inside a cell: Alt+Enter (Excel), Ctrl+Enter (LibreOffice).",
    "Do not write formulas, merge cells or rename columns. You may hide rows with the arrows in the first row, and make columns wider.",
    "Save as Excel workbook (.xlsx), without a password, and send it back. Whoever takes it in gets a list of the rows that could not be "
    "used, with the reason for each.",
    "Do not write names or addresses of people into this file, and do not leave it on a computer that others use.",
)
