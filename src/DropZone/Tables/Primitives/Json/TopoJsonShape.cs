using System.Text.Json;

namespace DropZone.Tables.Primitives.Json;

/// <summary>A TopoJSON object. Source: https://github.com/topojson/topojson-specification, version 1.0, section 2</summary>
internal sealed class TopoJsonShape : JsonShape
{
    public override string Expected => "a TopoJSON object such as {\"type\": \"LineString\", \"arcs\": [0]}";

    public override bool Fits(JsonElement root) =>
        IsTyped(root, out var type) && type == "Topology" ? IsTopology(root) : IsGeometry(root);

    private static bool IsTopology(JsonElement value) =>
        HasGoodBox(value)
        && Has(value, "objects", objects => objects.ValueKind == JsonValueKind.Object && objects.EnumerateObject().All(member => IsGeometry(member.Value)))
        && Has(value, "arcs", arcs => IsArray(arcs, arc => IsArray(arc, IsPosition) && arc.GetArrayLength() >= 2))
        && MayHave(value, "transform", transform => transform.ValueKind == JsonValueKind.Object
            && Has(transform, "scale", IsPair) && Has(transform, "translate", IsPair));

    private static bool IsGeometry(JsonElement value)
    {
        if (!IsTyped(value, out var type))
            return value.ValueKind == JsonValueKind.Object && Has(value, "type", none => none.ValueKind == JsonValueKind.Null);
        return HasGoodBox(value)
            && MayHave(value, "id", id => id.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            && MayHave(value, "properties", properties => properties.ValueKind is JsonValueKind.Null or JsonValueKind.Object)
            && type switch
            {
                "Point" => Has(value, "coordinates", IsPosition),
                "MultiPoint" => Has(value, "coordinates", places => IsArray(places, IsPosition)),
                "LineString" => Has(value, "arcs", IsArcs),
                "MultiLineString" or "Polygon" => Has(value, "arcs", lines => IsArray(lines, IsArcs)),
                "MultiPolygon" => Has(value, "arcs", polygons => IsArray(polygons, polygon => IsArray(polygon, IsArcs))),
                "GeometryCollection" => Has(value, "geometries", geometries => IsArray(geometries, IsGeometry)),
                _ => false,
            };
    }

    // indexes of arcs; a negative one is an arc backwards (2.1.4)
    private static bool IsArcs(JsonElement value) => IsArray(value, index => index.ValueKind == JsonValueKind.Number && index.TryGetInt64(out _));

    private static bool IsPair(JsonElement value) => IsPosition(value) && value.GetArrayLength() == 2;
}
