namespace DropZone.Csv;

/// <summary>The bytes below the text cannot be had: the stream is damaged or unpacks to too much.</summary>
internal sealed class DamagedSourceException(ErrorCode code, string message) : IOException(message)
{
    public ErrorCode Code => code;
}
