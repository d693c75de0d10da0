namespace DropZone.Tables.References;

/// <summary>A reference table cannot be used; the message says which and why. No fault of the file that is validated.</summary>
public sealed class ReferenceException : IOException
{
    public ReferenceException()
    {
    }

    public ReferenceException(string message)
        : base(message)
    {
    }

    public ReferenceException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
