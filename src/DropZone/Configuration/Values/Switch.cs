using DropZone.Configuration.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Values;

/// <summary>Reads values of two states.</summary>
internal static class Switch
{
    /// <summary>Reads <c>on</c>, <c>off</c>, <c>true</c> or <c>false</c>. Returns null after a complaint.</summary>
    public static bool? OnOff(Entry entry)
    {
        switch (entry.Text("`on` or `off`"))
        {
            case "on" or "true":
                return true;
            case "off" or "false":
                return false;
            case { } other:
                var meant = other.ToLowerInvariant() switch
                {
                    "yes" or "y" or "on" or "true" or "1" => "write `on`",
                    "no" or "n" or "off" or "false" or "0" => "write `off`",
                    _ => "",
                };
                entry.Expected("`on` or `off`", meant);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Reads a boolean of Table Schema: <c>true</c> or <c>false</c> without quotes. Returns null after a complaint.</summary>
    public static bool? Boolean(Entry entry)
    {
        var written = entry.Node is YamlScalarNode { Style: ScalarStyle.Plain } scalar ? scalar.Value : null;
        if (written is "true" or "false")
            return written == "true";
        entry.Expected("true or false, without quotes");
        return null;
    }
}
