namespace DropZone.Errors;

/// <summary>The part of a delivery that an error affects.</summary>
public enum ErrorScope
{
    /// <summary>The file as a whole.</summary>
    File,

    /// <summary>The header, and with it every row.</summary>
    Header,

    /// <summary>One row; the rows around it can be believed.</summary>
    Row,

    /// <summary>The delivery as a whole, regardless of its content.</summary>
    Delivery,
}
