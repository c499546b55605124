"""How dates and numbers are printed and read, everywhere: dd/mm/yyyy - HH:MM."""

DATE_FORMAT = SHORT_DATE_FORMAT = "d/m/Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "d/m/Y - H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "m/Y"
MONTH_DAY_FORMAT = "d/m"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y - %H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"]
# Where a template asks for it: 1.234.567.
NUMBER_GROUPING = 3
