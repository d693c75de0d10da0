using System.Runtime.CompilerServices;
using DropZone.Errors;

namespace DropZone.Tables.Errors;

/// <summary>The message of an error, which is formatted only if the log keeps the error: a file of millions of bad rows takes no memory for their messages.</summary>
[InterpolatedStringHandler]
internal ref struct ErrorText
{
    private DefaultInterpolatedStringHandler _text;

    /// <param name="literalLength">Of the constant parts, in characters.</param>
    /// <param name="holes">The number of the others.</param>
    /// <param name="log">The log.</param>
    /// <param name="code">Of the error.</param>
    /// <param name="isKept">False: the holes are not evaluated.</param>
    public ErrorText(int literalLength, int holes, ErrorLog log, ErrorCode code, out bool isKept)
    {
        isKept = log.Keeps(code);
        if (isKept)
            _text = new DefaultInterpolatedStringHandler(literalLength, holes);
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted(string? text) => _text.AppendFormatted(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>Returns the message, and ends its use.</summary>
    public string Take() => _text.ToStringAndClear();
}
