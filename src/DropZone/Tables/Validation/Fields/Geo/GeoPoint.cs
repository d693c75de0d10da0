namespace DropZone.Tables.Validation.Fields.Geo;

/// <summary>A point on the earth.</summary>
/// <param name="Longitude">In degrees, -180 to 180.</param>
/// <param name="Latitude">In degrees, -90 to 90.</param>
internal readonly record struct GeoPoint(double Longitude, double Latitude) : IComparable<GeoPoint>
{
    public bool IsOnEarth => Longitude is >= -180 and <= 180 && Latitude is >= -90 and <= 90;

    /// <summary>Points have no natural order; this one is arbitrary.</summary>
    public int CompareTo(GeoPoint other) =>
        Longitude.CompareTo(other.Longitude) is not 0 and var order ? order : Latitude.CompareTo(other.Latitude);
}
