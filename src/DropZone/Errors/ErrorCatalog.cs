using System.Collections.Frozen;

namespace DropZone.Errors;

/// <summary>What each <see cref="ErrorCode"/> is called, means, and asks for. <c>docs/operator/operating.md</c> says the same.</summary>
public static class ErrorCatalog
{
    private static readonly FrozenDictionary<ErrorCode, string> Names =
        Enum.GetValues<ErrorCode>().ToFrozenDictionary(code => code, code => Kebab(code.ToString()));

    private static readonly FrozenDictionary<string, ErrorCode> Codes =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The name on disk and on screen: <c>type-error</c>.</summary>
    public static string Name(this ErrorCode code) => Names[code];

    /// <summary>A few words for it.</summary>
    public static string Title(this ErrorCode code) => Describe(code).Title;

    /// <summary>What an error of this code casts doubt on.</summary>
    public static ErrorScope Scope(this ErrorCode code) => code switch
    {
        <= ErrorCode.UnpackedTooLarge => code == ErrorCode.StrayQuote ? ErrorScope.Row : ErrorScope.File,
        <= ErrorCode.IncorrectLabel => ErrorScope.Header,
        <= ErrorCode.TransformError => ErrorScope.Row,
        _ => ErrorScope.Delivery,
    };

    /// <summary>The code of a name; null if no code has it.</summary>
    public static ErrorCode? Find(string name) => Codes.TryGetValue(name, out var code) ? code : null;

    /// <summary>All that an operator is told of the code.</summary>
    public static ErrorDescription Describe(this ErrorCode code) => code switch
    {
        ErrorCode.NotCsv => new(
            "Not a CSV file",
            "The file's bytes are those of another kind of file.",
            ["A spreadsheet (.xlsx) was saved under a .csv name.", "The file is compressed or encrypted.", "The wrong file was dropped."],
            "Export the data as CSV and drop that file."),

        ErrorCode.EmptyFile => new(
            "Empty file",
            "The file has no bytes, or nothing but line ends: there is not even a header.",
            ["The export failed or found nothing.", "The upload broke off before its first byte."],
            "Look at the sender's log and have the file sent again. An export without rows still needs its header."),

        ErrorCode.EncodingError => new(
            "Not valid UTF-8",
            "The file holds bytes that are not text in UTF-8.",
            ["The file was saved in an older encoding, windows-1252 for example.", "Parts in different encodings were joined.",
                "The file was damaged on its way."],
            "Save the file as UTF-8 and drop it again. The report names the first bad byte."),

        ErrorCode.NulByte => new(
            "NUL byte",
            "The file holds a byte of value zero, which no text has.",
            ["A power cut at the sender's or on the way left a hole in the file.", "The file is UTF-16 without its mark.",
                "The file is not text."],
            "Have the file sent again from its source. Do not only remove the zeros: data is likely to be missing there."),

        ErrorCode.UnterminatedQuote => new(
            "Quote never closed",
            "A cell opens with a quote that is not closed before the file ends.",
            ["The file is cut off.", "A quote inside a cell is not doubled."],
            "Go to the line where the quote opens. If the file ends too early, have it sent again; otherwise close or double the quote."),

        ErrorCode.StrayQuote => new(
            "Quote out of place",
            "A quote stands inside an unquoted cell, or text follows a closing quote.",
            ["A quote inside a cell is not doubled.", "The file uses another quote character than the feed's dialect says."],
            "Put the whole cell in quotes and double the quotes inside it, or set quoteChar in the feed's dialect."),

        ErrorCode.StrayCarriageReturn => new(
            "Lone carriage return",
            "A carriage return stands without its line feed, outside quotes.",
            ["Files with different line ends were joined.", "The file comes from a very old Macintosh program.",
                "A cell holds a line break and is not quoted."],
            "Save the file with line ends of one kind, LF or CRLF, and put cells with line breaks in quotes."),

        ErrorCode.RecordTooLarge => new(
            "Record too large",
            "One record is larger than any record may be: 64 MiB, or a header of 65536 columns.",
            ["A quote that is never closed swallows the following lines.", "The file has no line ends.",
                "A cell holds a whole document."],
            "Go to the line where the record starts and look for a quote that is not closed."),

        ErrorCode.CompressionError => new(
            "Damaged gzip file",
            "A compressed file ends too early or does not unpack to what it was packed from.",
            ["The upload broke off.", "The file was damaged on its way, or transferred in text mode."],
            "Have the file sent again. Nothing of it was taken, whatever could be unpacked before the damage."),

        ErrorCode.UnpackedTooLarge => new(
            "Unpacks to too much",
            "A compressed file unpacks to more bytes than the feed allows.",
            ["The file is larger than was expected when the feed was set up.", "The file was made to fill the disk."],
            "If the file is right, raise max-unpacked-size in the feed and drop it again."),

        ErrorCode.BlankHeader => new(
            "No header",
            "The first line, which should name the columns, is blank.",
            ["The export wrote an empty line first.", "The header was left out."],
            "Make the header the first line of the file."),

        ErrorCode.BlankLabel => new(
            "Column without a name",
            "A column of the header has no name.",
            ["There is one delimiter too many, often at the end of the line.", "A column was added in a spreadsheet and not named."],
            "Name the column, or remove the delimiter from every line."),

        ErrorCode.DuplicateLabel => new(
            "Column named twice",
            "Two columns of the header have the same name.",
            ["The export joins tables that share a column's name.", "A column was copied in a spreadsheet."],
            "Give each column a name of its own, or remove one of them."),

        ErrorCode.MissingLabel => new(
            "Column missing",
            "The header lacks a column of the feed's schema.",
            ["The sender changed the export.", "The delimiter is not the one that the feed expects, so the header is read as one column.",
                "The file belongs to another feed."],
            "Compare the header with the schema of the feed. Have the sender restore the column, or change the schema."),

        ErrorCode.ExtraLabel => new(
            "Column unknown",
            "The header has a column that the feed's schema does not know.",
            ["The sender added a column.", "The file belongs to another feed."],
            "Have the sender leave the column out, or add it to the schema of the feed."),

        ErrorCode.IncorrectLabel => new(
            "Column misnamed or out of order",
            "The header has another name in the place where the feed's schema expects this column.",
            ["The sender renamed or moved columns.", "The name differs in case or in white space."],
            "Restore the names and their order in the file, or change the schema of the feed."),

        ErrorCode.BlankRow => new(
            "Blank row",
            "All cells of a row are empty.",
            ["Empty lines stand at the end of the file.", "Rows were cleared in a spreadsheet instead of deleted."],
            "Delete the row, or let the feed pass over such rows with blank-rows: skip."),

        ErrorCode.ExtraCell => new(
            "Too many cells",
            "A row has more cells than the header has columns.",
            ["A delimiter inside a cell is not quoted, often in a number or an address."],
            "Put the cell that holds the delimiter in quotes."),

        ErrorCode.MissingCell => new(
            "Too few cells",
            "A row has fewer cells than the header has columns.",
            ["The file is cut off, if it is the last row.", "A line break inside a cell is not quoted.",
                "The export leaves out trailing empty cells."],
            "If it is the last row, have the file sent again. Otherwise put the cell with the line break in quotes, or fill in the delimiters."),

        ErrorCode.TypeError => new(
            "Wrong type",
            "A cell cannot be read as the type of its column: it is not the number, date or other value that the schema asks for.",
            ["Dates or numbers are written in another format than the schema says.", "A note stands where a value should be.",
                "Cells of the row are shifted."],
            "Correct the cell. If every row has the error, correct the format in the schema of the feed."),

        ErrorCode.ConstraintError => new(
            "Constraint not met",
            "A cell has the right type, but its value is not allowed: it is missing, out of range, too long, not in the list or does not match the pattern.",
            ["A required cell is empty.", "A new value is not yet in the schema's list."],
            "Correct the cell, or the constraint in the schema of the feed if the value is right."),

        ErrorCode.UniqueError => new(
            "Value not unique",
            "A value stands twice in a column where each value may stand once.",
            ["Rows were exported twice.", "Two exports were joined."],
            "Remove the row that is there twice. The message names the row where the value stood first."),

        ErrorCode.PrimaryKey => new(
            "Primary key not unique",
            "Two rows have the same values in the columns that identify a row, or a row lacks one of them.",
            ["Rows were exported twice.", "Two exports were joined.", "The key of the schema lacks a column."],
            "Remove the row that is there twice, or fill in the key. The message names the row where the key stood first."),

        ErrorCode.ForeignKey => new(
            "Reference to nothing",
            "A row refers to a row of another table, or of this one, that is not there.",
            ["The reference table lacks a new entry.", "A code is mistyped."],
            "Correct the cell, or add the entry to the reference table, and drop the file again."),

        ErrorCode.TransformError => new(
            "Cannot be transformed",
            "A cell is valid, but a step of the feed's transform cannot be applied to it, or the feed's output cannot hold it.",
            [
                "The step expects another type or format than the schema allows.",
                "The encoding of the output cannot write a character of the cell.",
                "The cell begins as a formula that a spreadsheet would run, and the feed's csv-injection rejects those.",
            ],
            "Correct the transform or the output of the feed, or make the schema refuse such cells."),

        ErrorCode.NoFeed => new(
            "No feed takes it",
            "No feed is configured for the file: none has its folder's name, none matches its own name.",
            ["The name of the folder or of the file is mistyped.", "The feed is not configured yet, or the service has not read its configuration again."],
            "Drop the file in the folder of an existing feed, or configure the feed and drop it again."),

        ErrorCode.Unreadable => new(
            "Cannot be read",
            "The service may not read the file.",
            ["The sender created it for itself only (mode 0600).", "It was not given the group of the incoming folder."],
            "Have the sender upload with a umask of 0007, or set a default ACL on the incoming folder, and drop the file again."),

        ErrorCode.HardLink => new(
            "Has other names",
            "The file has more than one hard link, so it could be changed by another name after it was checked.",
            ["The sender links files into the folder instead of copying them.", "A backup program keeps a link."],
            "Drop a copy of the file, or move it so that one name is left."),

        ErrorCode.UploadUnconfirmed => new(
            "Perhaps not all there",
            "The machine went down while the file was being delivered, or just after; it may have been cut short.",
            ["A power cut or a crash of the machine."],
            "Have the file sent again. The file in the bundle is what was left of it."),

        ErrorCode.ChecksumMismatch => new(
            "Checksum differs",
            "The file does not have the SHA-256 that its checksum file states.",
            ["The upload was damaged or broke off.", "The checksum was made before the last change to the file.",
                "The checksum file belongs to another file."],
            "Have the file and its checksum file sent again."),

        ErrorCode.DuplicateFile => new(
            "Came before",
            "A file with the same content was delivered already, and the feed refuses to have it twice.",
            ["The sender sent the file again.", "A report without new data is the same as the last one."],
            "If it is to be delivered once more, retry the job: dropzone failed retry JOB. Otherwise nothing needs to be done."),

        ErrorCode.CommandRejected => new(
            "The command says that the data is bad",
            "A command of the feed ended with an exit code that means bad data (65).",
            ["The file does not hold what the command expects."],
            "Read what the command said, correct the file and drop it again; or mend the command and retry the job: dropzone failed retry JOB."),

        ErrorCode.CommandFailed => new(
            "A command went wrong",
            "A command of the feed could not be run, did not end in time, ended with an error, or wrote no table that can be used.",
            ["The command has a fault, or meets data that it does not know.", "The program, or something that it needs, is missing or not to be read by the service's user.",
                "It needs more time than its timeout."],
            "Read what the command said, mend it, then retry the job: dropzone failed retry JOB."),

        ErrorCode.LoadFailed => new(
            "A target does not take it",
            "The file is valid, but a target of its feed refuses its rows, or did not answer for as long as the feed waits (give-up).",
            ["The table, or a column of it, is missing or has another type.", "The service may not write there, or its password is wrong.",
                "A row breaks a rule of the database that the feed's schema does not have.", "The target was down for too long."],
            "Put right what the message says, at the target or in the feed, then retry the job: dropzone failed retry JOB. It goes on where it stopped: nothing is loaded twice."),

        ErrorCode.Poison => new(
            "Breaks the service",
            "The service broke off three times while it worked on this file, the last two times on it alone.",
            ["The file needs more memory than the service may use.", "A fault in DropZone."],
            "Look in the journal for what ended the service. If it was memory, raise MemoryMax and drop the file again; otherwise please report the fault."),

        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The catalog lacks this code."),
    };

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
