namespace DropZone.Errors;

/// <summary>What an error casts doubt on.</summary>
public enum ErrorScope
{
    /// <summary>The file as a whole.</summary>
    File,

    /// <summary>The header, and with it every row.</summary>
    Header,

    /// <summary>One row; the rows around it can be believed.</summary>
    Row,

    /// <summary>The delivery, whatever it holds.</summary>
    Delivery,
}
