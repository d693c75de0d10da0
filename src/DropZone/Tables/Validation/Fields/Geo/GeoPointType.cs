using System.Globalization;
using System.Text.Json;
using DropZone.Tables.Primitives.Json;
using DropZone.Tables.Validation.Checks;
using DropZone.Tables.Validation.Fields.Numeric;

namespace DropZone.Tables.Validation.Fields.Geo;

/// <summary>The type <c>geopoint</c> in its formats <c>default</c>, <c>array</c> and <c>object</c>.</summary>
internal sealed class GeoPointType(string format) : CellType<GeoPoint>
{
    /// <summary>In bytes. Longer JSON is no pair of numbers, and takes memory to read.</summary>
    private const int MaxJson = 4096;

    public override string Expected => format switch
    {
        "array" => "a longitude and a latitude such as [90.5, 45.5]",
        "object" => "a longitude and a latitude such as {\"lon\": 90.5, \"lat\": 45.5}",
        _ => "a longitude and a latitude such as 90.5, 45.5",
    };

    public override bool TryRead(ReadOnlySpan<byte> cell, out GeoPoint value)
    {
        var read = format == "default" ? TryReadPair(cell, out value) : TryReadJson(cell, out value);
        return read && value.IsOnEarth;
    }

    // adding zero converts a negative zero to a positive one
    public override UInt128 Digest(GeoPoint value) =>
        new(BitConverter.DoubleToUInt64Bits(value.Longitude + 0.0), BitConverter.DoubleToUInt64Bits(value.Latitude + 0.0));

    private static bool TryReadPair(ReadOnlySpan<byte> cell, out GeoPoint value)
    {
        value = default;
        var comma = cell.IndexOf((byte)',');
        if (comma < 0 || !TryReadNumber(cell[..comma], out var longitude) || !TryReadNumber(cell[(comma + 1)..], out var latitude))
            return false;
        value = new GeoPoint(longitude, latitude);
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim(" \t\r\n"u8);
        value = 0;
        return NumberType.IsNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private bool TryReadJson(ReadOnlySpan<byte> cell, out GeoPoint value)
    {
        value = default;
        if (cell.Length > MaxJson || JsonText.Parse(cell) is not { } document)
            return false;
        using (document)
        {
            var root = document.RootElement;
            var isArray = format == "array";
            if (root.ValueKind != (isArray ? JsonValueKind.Array : JsonValueKind.Object))
                return false;
            if (isArray)
                return root.GetArrayLength() == 2 && TryMake(root[0], root[1], out value);
            return root.GetPropertyCount() == 2 && root.TryGetProperty("lon"u8, out var longitude) && root.TryGetProperty("lat"u8, out var latitude)
                && TryMake(longitude, latitude, out value);
        }
    }

    private static bool TryMake(JsonElement longitude, JsonElement latitude, out GeoPoint value)
    {
        value = default;
        if (longitude.ValueKind != JsonValueKind.Number || latitude.ValueKind != JsonValueKind.Number)
            return false;
        value = new GeoPoint(longitude.GetDouble(), latitude.GetDouble());
        return true;
    }
}
