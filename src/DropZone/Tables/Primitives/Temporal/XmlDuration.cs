namespace DropZone.Tables.Primitives.Temporal;

/// <summary>
/// A duration in months and attoseconds, which do not convert into each other: a year is 12 months, a day 24 hours.
/// Equality is that of XML Schema 1.1. Where XML Schema does not define an order (is P1M more than P30D?), a month has its mean length
/// in the Gregorian calendar, 30.436875 days; otherwise this is the same order.
/// Source: https://www.w3.org/TR/xmlschema-2/#duration-order
/// </summary>
internal readonly record struct XmlDuration(long Months, Int128 Attoseconds) : IComparable<XmlDuration>
{
    /// <summary>In attoseconds.</summary>
    public static readonly Int128 Second = 1_000_000_000_000_000_000;

    private const long SecondsOfMonth = 2_629_746;

    public int CompareTo(XmlDuration other)
    {
        var order = Length.CompareTo(other.Length);
        return order != 0 ? order : Months.CompareTo(other.Months);
    }

    private Int128 Length => (Second * SecondsOfMonth * Months) + Attoseconds;
}
