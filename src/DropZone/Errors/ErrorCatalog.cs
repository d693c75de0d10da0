using System.Collections.Frozen;

namespace DropZone.Errors;

/// <summary>The meaning and remedy of each <see cref="ErrorCode"/>, the source of <c>docs/operator/error-codes.md</c>.</summary>
public static class ErrorCatalog
{
    private static readonly FrozenDictionary<ErrorCode, string> Names =
        Enum.GetValues<ErrorCode>().ToFrozenDictionary(code => code, code => Kebab(code.ToString()));

    private static readonly ErrorScope[] Scopes = [.. Enum.GetValues<ErrorCode>().Select(code => Describe(code).Scope)];

    private static readonly FrozenDictionary<string, ErrorCode> Codes =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The name on disk and on screen: <c>type-error</c>.</summary>
    public static string Name(this ErrorCode code) => Names[code];

    /// <summary>A few words for it.</summary>
    public static string Title(this ErrorCode code) => Describe(code).Title;

    /// <summary>Returns the part of a delivery that an error of this code affects.</summary>
    public static ErrorScope Scope(this ErrorCode code) => Scopes[(int)code];

    /// <summary>The code of a name; null if no code has it.</summary>
    public static ErrorCode? Find(string name) => Codes.TryGetValue(name, out var code) ? code : null;

    /// <summary>Returns what operators read about the code.</summary>
    public static ErrorDescription Describe(this ErrorCode code) => code switch
    {
        ErrorCode.NotCsv => new(
            ErrorScope.File, "Not a CSV file",
            "The file has the bytes of another file format.",
            ["A spreadsheet (.xlsx) was saved under a .csv name.", "The file is compressed or encrypted.", "The wrong file was dropped."],
            "Export the data as CSV and drop that file."),

        ErrorCode.EmptyFile => new(
            ErrorScope.File, "Empty file",
            "The file has no content, or only line ends. Even the header is missing.",
            ["The export failed or found nothing.", "The upload was interrupted before its first byte."],
            "Check the sender's log and have the file sent again. An export without rows still needs its header."),

        ErrorCode.EncodingError => new(
            ErrorScope.File, "Not valid in its encoding",
            "The file contains bytes that are not text in the encoding of its feed, UTF-8 unless the feed declares another.",
            ["The file was saved in an older encoding, windows-1252 for example.", "The file is UTF-8, and the feed declares an older encoding.",
                "Parts in different encodings were joined.", "The file was damaged in transit."],
            "Save the file in the encoding of the feed and drop it again, or declare the encoding of the file in the feed. The report names the first bad byte."),

        ErrorCode.NulByte => new(
            ErrorScope.File, "NUL byte",
            "The file contains a byte of value zero, which does not occur in text.",
            ["A power cut at the sender or in transit left a hole in the file.", "The file is UTF-16 without a byte order mark.",
                "The file is not text."],
            "Have the file sent again from its source. Do not just remove the zeros: data is probably missing there."),

        ErrorCode.ControlCharacter => new(
            ErrorScope.Row, "Control character",
            "A row contains a control character that is not data: Ctrl-Z, one of U+0080 to U+009F, or another at the start or end of the row.",
            ["Ctrl-Z ends files of DOS, and of programs that imitate it.", "The table was printed to a file, with form feeds between pages.",
                "Text of windows-1252 was converted as latin1."],
            "Remove the character if it is the last of the file. Otherwise have the file exported again."),

        ErrorCode.LostCharacter => new(
            ErrorScope.Row, "Lost character",
            "A row contains U+FFFD, which replaces a character that an earlier conversion could not read.",
            ["The sender's program read its data in a wrong encoding."],
            "Have the file exported again in the right encoding. The lost character cannot be restored."),

        ErrorCode.JoinedFiles => new(
            ErrorScope.File, "Joined files",
            "A row has a byte order mark, or the labels of the header in another order: another file begins there.",
            ["Files were joined by cat or copy.", "A program wrote the byte order mark twice."],
            "Deliver the files one by one, or join them without their headers and byte order marks."),

        ErrorCode.UnterminatedQuote => new(
            ErrorScope.File, "Unterminated quote",
            "A cell opens with a quote that is not closed before the file ends.",
            ["The file is truncated.", "A quote inside a cell is not doubled."],
            "Go to the line where the quote opens. If the file is truncated, have it sent again. Otherwise close or double the quote."),

        ErrorCode.StrayQuote => new(
            ErrorScope.Row, "Quote out of place",
            "An unquoted cell contains a quote, or text follows a closing quote.",
            ["A quote inside a cell is not doubled.", "The file uses a different quote character than the feed's dialect."],
            "Put the whole cell in quotes and double the quotes inside it, or set quoteChar in the feed's dialect."),

        ErrorCode.StrayCarriageReturn => new(
            ErrorScope.File, "Lone carriage return",
            "A carriage return outside quotes is not followed by a line feed.",
            ["Files with different line ends were joined.", "The file comes from a very old Macintosh program.",
                "A cell with a line break is not quoted."],
            "Save the file with either LF or CRLF as its line ends, and quote cells that contain line breaks."),

        ErrorCode.RecordTooLarge => new(
            ErrorScope.File, "Record too large",
            "A record exceeds the limit of 64 MiB or the memory for records, or the header exceeds the limit of 65536 columns.",
            ["An unterminated quote takes in the following lines.", "The file has no line ends.",
                "A cell contains a whole document."],
            "Go to the line where the record starts and check for an unterminated quote."),

        ErrorCode.CompressionError => new(
            ErrorScope.File, "Damaged gzip file",
            "A compressed file is truncated, or its unpacked content does not match its checksum.",
            ["The upload was interrupted.", "The file was damaged in transit, or transferred in text mode."],
            "Have the file sent again. No part of it was delivered, even if some of it could be unpacked."),

        ErrorCode.UnpackedTooLarge => new(
            ErrorScope.File, "Unpacked size too large",
            "A compressed file unpacks to more bytes than the feed allows.",
            ["The file is larger than was expected when the feed was set up.", "The file was crafted to fill the disk."],
            "If the file is correct, raise max-unpacked-size in the feed and drop it again."),

        ErrorCode.BlankHeader => new(
            ErrorScope.Header, "No header",
            "The first line, which should name the columns, is blank.",
            ["The export wrote an empty line first.", "The header was left out."],
            "Make the header the first line of the file."),

        ErrorCode.BlankLabel => new(
            ErrorScope.Header, "Column without a name",
            "A column of the header has no name.",
            ["There is one delimiter too many, often at the end of the line.", "A column was added in a spreadsheet and not named."],
            "Name the column, or remove the delimiter from every line."),

        ErrorCode.DuplicateLabel => new(
            ErrorScope.Header, "Duplicate column name",
            "Two columns of the header have the same name.",
            ["The export joins tables that have a column name in common.", "A column was copied in a spreadsheet."],
            "Give each column a name of its own, or remove one of them."),

        ErrorCode.MissingLabel => new(
            ErrorScope.Header, "Column missing",
            "The header lacks a column of the feed's schema.",
            ["The sender changed the export.", "The delimiter is not the one that the feed expects, so the header is read as one column.",
                "The file belongs to another feed."],
            "Compare the header with the schema of the feed. Have the sender restore the column, or change the schema."),

        ErrorCode.ExtraLabel => new(
            ErrorScope.Header, "Unknown column",
            "The header has a column that is not in the feed's schema.",
            ["The sender added a column.", "The file belongs to another feed."],
            "Have the sender omit the column, or add it to the schema of the feed."),

        ErrorCode.IncorrectLabel => new(
            ErrorScope.Header, "Column misnamed or out of order",
            "The header has a different name at the position where the feed's schema expects this column.",
            ["The sender renamed or moved columns.", "The name differs in case or in white space."],
            "Restore the names and their order in the file, or change the schema of the feed."),

        ErrorCode.IncorrectFooter => new(
            ErrorScope.File, "Footer missing",
            "The last rows are not the footer that the feed declares: they do not match footer-match, or are valid rows of data.",
            ["The file is truncated.", "The export has no footer, or a longer one, for some files."],
            "If the file is truncated, have it sent again. Otherwise correct footer-rows or footer-match in the feed."),

        ErrorCode.TooFewRows => new(
            ErrorScope.File, "Too few rows",
            "Fewer rows would be delivered than the feed requires: min-rows, which is 1 if a target replaces the rows of its table.",
            ["The export found nothing, or failed after its header.", "The file is truncated.", "A filter of the feed drops all rows."],
            "If the file is truncated, have it sent again. If it may have so few rows, lower min-rows in the feed, then retry the job with `dropzone failed retry`."),

        ErrorCode.RepeatedHeader => new(
            ErrorScope.Row, "Header among the rows",
            "A row contains the labels of its columns instead of values.",
            ["Files were joined with their headers.", "The header is repeated on each page of a printout.", "The feed declares header: false, but the file has a header."],
            "Remove the row. If the file has a header, remove header: false from the dialect of the feed."),

        ErrorCode.BlankRow => new(
            ErrorScope.Row, "Blank row",
            "All cells of a row are empty or contain only white space.",
            ["The file ends with empty lines.", "Rows were cleared in a spreadsheet instead of deleted."],
            "Delete the row, or set blank-rows: skip in the feed."),

        ErrorCode.ExtraCell => new(
            ErrorScope.Row, "Too many cells",
            "A row has more cells than the header has columns.",
            ["A delimiter inside a cell is not quoted, often in a number or an address."],
            "Put the cell that holds the delimiter in quotes."),

        ErrorCode.MissingCell => new(
            ErrorScope.Row, "Too few cells",
            "A row has fewer cells than the header has columns.",
            ["The file is truncated, if it is the last row.", "A line break inside a cell is not quoted.",
                "The export omits trailing empty cells."],
            "If it is the last row, have the file sent again. Otherwise quote the cell with the line break, or add the missing delimiters."),

        ErrorCode.TypeError => new(
            ErrorScope.Row, "Wrong type",
            "A cell cannot be read as the type of its column: it is not the number, date or other value that the schema requires.",
            ["Dates or numbers have a different format than the schema specifies.", "The cell contains a note instead of a value.",
                "Cells of the row are shifted."],
            "Correct the cell. If every row has the error, correct the format in the schema of the feed."),

        ErrorCode.ConstraintError => new(
            ErrorScope.Row, "Constraint not met",
            "A cell has the right type, but its value is not allowed: it is missing, out of range, too long, not in the list or does not match the pattern.",
            ["A required cell is empty.", "A new value is not yet in the schema's list."],
            "Correct the cell, or the constraint in the schema of the feed if the value is right."),

        ErrorCode.UniqueError => new(
            ErrorScope.Row, "Value not unique",
            "A value occurs twice in a column whose values must be unique.",
            ["Rows were exported twice.", "Two exports were joined."],
            "Remove the duplicate row. The message names the row where the value first occurred."),

        ErrorCode.PrimaryKey => new(
            ErrorScope.Row, "Primary key not unique",
            "Two rows have the same values in the columns that identify a row, or a row lacks one of them.",
            ["Rows were exported twice.", "Two exports were joined.", "The key of the schema lacks a column."],
            "Remove the duplicate row, or fill in the key. The message names the row where the key first occurred."),

        ErrorCode.ForeignKey => new(
            ErrorScope.Row, "Reference not found",
            "A row refers to a row that does not exist, in another table or in this one.",
            ["The reference table lacks a new entry.", "A code is mistyped."],
            "Correct the cell, or add the entry to the reference table, and drop the file again."),

        ErrorCode.TransformError => new(
            ErrorScope.Row, "Cannot be transformed",
            "A cell is valid, but a step of the feed's transform cannot be applied to it, or the feed's output cannot represent it.",
            [
                "The step expects another type or format than the schema allows.",
                "The encoding of the output cannot write a character of the cell.",
                "The cell starts like a formula that a spreadsheet would run, and csv-injection of the feed rejects those.",
            ],
            "Correct the transform or the output of the feed, or let the schema reject such cells."),

        ErrorCode.TargetError => new(
            ErrorScope.Row, "Rejected by a target",
            "A row is valid, but a database of the feed does not accept it: a constraint of the table, or a column that cannot hold a value as it is.",
            ["A column is too short, or of another type than the field.", "The row has a key that is already in the table.", "The schema of the feed allows what the table does not."],
            "Correct the row. To reject such rows before they are loaded, add the rule of the table to the schema of the feed."),

        ErrorCode.NoFeed => new(
            ErrorScope.Delivery, "No matching feed",
            "No feed is configured for the file: none has the name of its folder, and none matches its name.",
            ["The name of the folder or of the file is mistyped.", "The feed is not configured yet, or the service has not reloaded its configuration."],
            "Drop the file in the folder of an existing feed, or configure the feed and drop it again."),

        ErrorCode.Unreadable => new(
            ErrorScope.Delivery, "Cannot be read",
            "The service has no permission to read the file, and may not make it its own.",
            ["The sender created it with permissions for itself only (mode 0600), and the feed has `unreadable: quarantine`.", "The service runs without CAP_CHOWN, as when started by hand.", "It does not have the group of the incoming folder.", "Its mode has a set-user-ID or set-group-ID bit, which keeps the service from making it its own."],
            "Have the sender upload with a umask of 0007, or set `unreadable: take` and start the service by its unit, and retry the job. Remove special bits first, as root: chmod ug-s FILE."),

        ErrorCode.HardLink => new(
            ErrorScope.Delivery, "Has other names",
            "The file has more than one hard link, so it could be changed through another name after the check.",
            ["The sender links files into the folder instead of copying them.", "A backup program keeps a link."],
            "Drop a copy of the file, or remove its other names."),

        ErrorCode.UploadUnconfirmed => new(
            ErrorScope.Delivery, "Upload may be incomplete",
            "The machine went down while the file was being delivered, or just after. The file may be truncated.",
            ["A power cut or a crash of the machine."],
            "Have the file sent again. The quarantine folder contains the remains of the file."),

        ErrorCode.ChecksumMismatch => new(
            ErrorScope.Delivery, "Checksum differs",
            "The SHA-256 of the file differs from that in its checksum file, or the service cannot read the checksum file.",
            ["The upload was damaged or interrupted.", "The checksum was computed before the last change to the file.",
                "The checksum file belongs to another file.", "The sender changed the rights of the checksum file."],
            "Have the file and its checksum file sent again."),

        ErrorCode.DuplicateFile => new(
            ErrorScope.Delivery, "Already delivered",
            "A file with the same content was already delivered, and the feed rejects duplicates.",
            ["The sender sent the file again.", "A report without new data is the same as the last one."],
            "To deliver it again, retry the job. Otherwise nothing needs to be done."),

        ErrorCode.CommandRejected => new(
            ErrorScope.Delivery, "Rejected by a command",
            "A command of the feed exited with a code that means bad data (65).",
            ["The file does not contain what the command expects."],
            "Read the output of the command. Correct the file and drop it again, or fix the command and retry the job with `dropzone failed retry`."),

        ErrorCode.CommandFailed => new(
            ErrorScope.Delivery, "Command failed",
            "A command of the feed could not be started, timed out, failed, or did not write a valid table.",
            ["The command has a bug, or received data that it does not handle.", "The program, or a file that it needs, is missing or not readable by the service's user.",
                "It needs more time than its timeout."],
            "Read the output of the command, fix the command, then retry the job with `dropzone failed retry`."),

        ErrorCode.LoadFailed => new(
            ErrorScope.Delivery, "Loading failed",
            "The file is valid, but a target of its feed rejects its rows, or did not respond within the time that the feed waits (give-up).",
            ["The table, or a column of it, is missing or has another type.", "The service has no permission to write there, or its password is wrong.",
                "A row violates a constraint of the database that is not in the feed's schema.", "The target was down for too long."],
            "Fix the cause given in the message, at the target or in the feed, then retry the job with `dropzone failed retry`. It resumes where it stopped; nothing is loaded twice."),

        ErrorCode.Poison => new(
            ErrorScope.Delivery, "Crashes the service",
            "The service crashed three times while processing this file, the last two times on it alone.",
            ["The file needs more memory than the service may use.", "A bug in DropZone."],
            "Check the journal for the reason why the service ended. If it ran out of memory, raise MemoryMax and drop the file again. Otherwise report the bug."),

        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The catalog lacks this code."),
    };

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>The description of an error code for operators.</summary>
/// <param name="Scope">What an error of this code casts doubt on.</param>
/// <param name="Title">A few words, for tables.</param>
/// <param name="Meaning">The finding.</param>
/// <param name="Causes">The usual causes, the most likely first.</param>
/// <param name="Remedy">The remedy, as an imperative.</param>
public sealed record ErrorDescription(ErrorScope Scope, string Title, string Meaning, IReadOnlyList<string> Causes, string Remedy);
