using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>A GeoJSON object. Source: RFC 7946, section 3; unknown members are allowed anywhere.</summary>
internal sealed class GeoJsonShape : JsonShape
{
    public override string Expected => "a GeoJSON object such as {\"type\": \"Point\", \"coordinates\": [90.5, 45.5]}";

    public override bool Fits(JsonElement root)
    {
        if (!IsTyped(root, out var type) || !HasGoodBox(root))
            return false;
        return type switch
        {
            "Feature" => IsFeature(root),
            "FeatureCollection" => Has(root, "features", features => IsArray(features, IsFeature)),
            _ => IsGeometry(root),
        };
    }

    // geometry and properties must be there, though they may be null (3.2)
    private static bool IsFeature(JsonElement value) =>
        IsTyped(value, out var type) && type == "Feature" && HasGoodBox(value)
        && Has(value, "geometry", geometry => geometry.ValueKind == JsonValueKind.Null || IsGeometry(geometry))
        && Has(value, "properties", properties => properties.ValueKind is JsonValueKind.Null or JsonValueKind.Object)
        && MayHave(value, "id", id => id.ValueKind is JsonValueKind.String or JsonValueKind.Number);

    private static bool IsGeometry(JsonElement value) =>
        IsTyped(value, out var type) && HasGoodBox(value) && type switch
        {
            "Point" => Has(value, "coordinates", place => IsPosition(place) || IsEmpty(place)),
            "MultiPoint" => Has(value, "coordinates", places => IsArray(places, IsPosition)),
            "LineString" => Has(value, "coordinates", line => IsLine(line) || IsEmpty(line)),
            "MultiLineString" => Has(value, "coordinates", lines => IsArray(lines, IsLine)),
            "Polygon" => Has(value, "coordinates", rings => IsArray(rings, IsRing)),
            "MultiPolygon" => Has(value, "coordinates", polygons => IsArray(polygons, polygon => IsArray(polygon, IsRing))),
            "GeometryCollection" => Has(value, "geometries", geometries => IsArray(geometries, IsGeometry)),
            _ => false,
        };

    private static bool IsLine(JsonElement value) => IsArray(value, IsPosition) && value.GetArrayLength() >= 2;

    // closed: the last position equals the first (3.1.6)
    private static bool IsRing(JsonElement value) =>
        IsArray(value, IsPosition) && value.GetArrayLength() is >= 4 and var count && JsonElement.DeepEquals(value[0], value[count - 1]);

    // an empty array represents no place (3.1)
    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;
}
