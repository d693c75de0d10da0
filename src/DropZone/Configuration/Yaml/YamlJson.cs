using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Yaml;

/// <summary>Writes YAML as JSON. JSON input is preserved.</summary>
internal static class YamlJson
{
    public static string Of(YamlNode node)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(node, writer);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Whether a scalar is a JSON number, not a text.</summary>
    public static bool IsNumber(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } && (char.IsAsciiDigit(text.FirstOrDefault()) || text.StartsWith('-')) && IsJson(text);

    /// <summary>Whether a scalar is true or false, not a text.</summary>
    public static bool IsBoolean(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" };

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in mapping.Children)
                {
                    writer.WritePropertyName(key is YamlScalarNode name ? name.Value ?? "" : key.ToString());
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            case YamlSequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Children)
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "null" or "~" }:
                writer.WriteNullValue();
                break;
            case YamlScalarNode scalar when IsBoolean(scalar) || IsNumber(scalar):
                writer.WriteRawValue(scalar.Value!);
                break;
            default:
                writer.WriteStringValue(((YamlScalarNode)node).Value);
                break;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
