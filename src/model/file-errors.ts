import { type CodeFacts, park, retry } from './code-facts.js';

/** The codes of files and of their rows. */
export const fileErrorCodes = {
  file_not_text: park(
    422,
    'The file is not a text file of rows',
    'Save it as CSV or NDJSON text. For UTF-16 without a byte order mark, or another character set, name the `encoding` in the layout.',
  ),
  file_header_invalid: park(
    422,
    'The header of the file cannot be used',
    'Give each column one name, once, and the column that the id comes from; or name the columns in a layout of the profile.',
  ),
  file_layout_unknown: park(
    422,
    'No layout fits the file',
    'Name a layout, or begin the file name with a record type, such as stock-2026.csv; or add a layout to `files` of the profile.',
  ),
  layout_missing: retry(
    422,
    'The layout that rows of a file were read with is not in the profile',
    'Nothing, if it was just put: it is seen within a minute, and the rows are tried again. Else put the layout back, under its name.',
  ),
  file_name_invalid: park(400, 'The name of the file cannot be used', 'Put it at <profile id>/<file name>.'),
  file_too_large: park(413, 'The file is too large', 'Split it, or raise TRIBUTARY_FILE_MAX_MB.'),
  file_too_bad: park(
    422,
    'More rows of the file are bad than good',
    'Look at the problems; correct the file or its layout. What was read before stays applied.',
  ),
  file_replaced: park(
    409,
    'The file was replaced or deleted while it was read',
    'Nothing, if another version lies there: it is read as a file of its own. Give each file a name of its own.',
  ),
  row_invalid: park(
    422,
    'The row cannot be taken apart',
    'Correct the quotes and the number of columns of the row that the message names, and put it into a file again.',
  ),
  row_too_large: park(422, 'The row is too large', 'Keep a row under 1 MB; close its quotes.'),
  row_apart: park(
    422,
    'The rows of one record do not follow each other',
    'Sort the file by the column that groups the rows, and put it again.',
  ),
} as const satisfies Record<string, CodeFacts>;
