using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using DropZone.Tables.Schema;

namespace DropZone.Tests.Targets.Values;

/// <summary>Compares values by the rules of their types, without the code of the program: texts of equal values are equal.</summary>
internal static partial class PlainText
{
    /// <param name="type">Of the field.</param>
    /// <param name="text">Plain: ISO 8601, a point before the fraction; null: no value.</param>
    /// <param name="isNumeric">Whether it comes from a column of numbers.</param>
    public static string? Of(FieldType type, string? text, bool isNumeric = false) => text is null ? null : type switch
    {
        FieldType.Integer or FieldType.Number or FieldType.Year => Number(text.Trim()),
        FieldType.Boolean => text is "true" or "1" or "1.0" or "t" ? "true" : text is "false" or "0" or "0.0" or "f" ? "false" : text,
        FieldType.DateTime => Moment(text),
        FieldType.Date => text,
        FieldType.Time => Time(text),
        FieldType.Duration => Duration(text),
        FieldType.Object or FieldType.Array or FieldType.GeoJson => Json(text),
        _ => isNumeric && Usual().IsMatch(text) ? Number(text) : text,
    };

    /// <summary>Whether a text is a number that any reader writes as it stands.</summary>
    [GeneratedRegex(@"^(-?[1-9]\d*(\.\d+)?|0(\.\d+)?|-0\.\d*[1-9]\d*)$")]
    public static partial Regex Usual();

    /// <summary>As <see cref="Of"/>, by the type of a column of PostgreSQL.</summary>
    /// <param name="type">Of the field.</param>
    /// <param name="text">In the file, or of the column with the settings of ISO 8601.</param>
    /// <param name="column">Its type.</param>
    public static string? InPostgres(FieldType type, string text, string column)
    {
        var isText = type is FieldType.String or FieldType.Any or FieldType.List or FieldType.GeoPoint or FieldType.YearMonth;
        return column.Split('(')[0] switch
        {
            "smallint" or "integer" or "bigint" or "oid" or "numeric" or "real" or "double precision" or "short_price" => isText && !Usual().IsMatch(text) ? text : Number(text.Trim()),
            "prices" or "numeric[]" or "double precision[]" or "integer[]" or "text[]" or "date[]" or "timestamptz[]" => text.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal),
            "point" => $"({text.Replace(" ", "", StringComparison.Ordinal).Trim('(', ')')})",
            "inet" or "cidr" => text.Contains('/', StringComparison.Ordinal) ? text : text + "/32",
            "money" => Number(text.Replace("$", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)),
            "boolean" => text.ToLowerInvariant() is "true" or "t" or "yes" or "y" or "on" or "1" ? "true" : "false",
            "date" or "timestamp" or "timestamptz" => Moment(text.Length == 10 ? text + " 00:00" : text),
            "time" or "timetz" => Time(text.Length == 5 ? text + ":00" : text),
            "interval" or "interval day to minute" => Clock().IsMatch(text) ? Duration($"PT{text[..2]}H{text[3..5]}M{text[6..]}S") : Duration(text),
            "char" => text.TrimEnd(' '),
            "bytea" => text.StartsWith("\\x", StringComparison.Ordinal) ? text : "\\x" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text)),
            "uuid" => text.ToLowerInvariant(),
            "json" or "jsonb" => Json(text),
            _ => Of(type, text),
        };
    }

    private static string Number(string text)
    {
        var parts = Parts().Match(text);
        if (!parts.Success)
            return text.ToUpperInvariant().Replace("INFINITY", "INF", StringComparison.Ordinal) switch { "∞" => "INF", "-∞" => "-INF", var word => word };
        var fraction = parts.Groups[3].Value;
        var digits = BigInteger.Parse("0" + parts.Groups[2].Value + fraction, CultureInfo.InvariantCulture);
        if (digits.IsZero)
            return "0";
        var exponent = (parts.Groups[4].Success ? int.Parse(parts.Groups[4].Value, CultureInfo.InvariantCulture) : 0) - fraction.Length;
        for (; digits % 10 == 0; exponent++)
            digits /= 10;
        return FormattableString.Invariant($"{(parts.Groups[1].Value == "-" ? "-" : "")}{digits}e{exponent}");
    }

    private static string Moment(string text)
    {
        var parts = DateAndTime().Match(text);
        if (!parts.Success)
            return text;
        var seconds = parts.Groups[3].Success ? parts.Groups[3].Value : "00";
        var local = DateTime.ParseExact($"{parts.Groups[1].Value} {parts.Groups[2].Value}:{seconds}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return FormattableString.Invariant($"{local.AddMinutes(-Offset(parts.Groups[5].Value)):yyyy-MM-dd HH:mm:ss}.{parts.Groups[4].Value.TrimEnd('0')}");
    }

    private static string Time(string text)
    {
        var parts = Clock().Match(text);
        return parts.Success ? FormattableString.Invariant($"{parts.Groups[1].Value}.{parts.Groups[2].Value.TrimEnd('0')} {Offset(parts.Groups[3].Value)}") : text;
    }

    private static int Offset(string text)
    {
        if (text is "" or "Z")
            return 0;
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var minutes = (int.Parse(digits[..2], CultureInfo.InvariantCulture) * 60) + int.Parse(digits[2..], CultureInfo.InvariantCulture);
        return text[0] == '-' ? -minutes : minutes;
    }

    private static string Duration(string text)
    {
        var sign = text.StartsWith('-') ? -1 : 1;
        var (months, seconds, isTime) = (0m, 0m, false);
        foreach (var part in Components().Matches(text).Cast<Match>())
        {
            isTime |= part.Groups[1].Success;
            if (!part.Groups[2].Success)
                continue;
            var amount = sign * decimal.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture);
            switch (part.Groups[3].Value)
            {
                case "Y": months += amount * 12; break;
                case "M" when !isTime: months += amount; break;
                case "W": seconds += amount * 7 * 86400; break;
                case "D": seconds += amount * 86400; break;
                case "H": seconds += amount * 3600; break;
                case "M": seconds += amount * 60; break;
                default: seconds += amount; break;
            }
        }

        return FormattableString.Invariant($"{months:0.###########} {seconds:0.###########}");
    }

    private static string Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Json(document.RootElement);
    }

    private static string Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", value.EnumerateObject().Select(member => $"{JsonSerializer.Serialize(member.Name)}:{Json(member.Value)}").Order(StringComparer.Ordinal)) + "}",
        JsonValueKind.Array => "[" + string.Join(",", value.EnumerateArray().Select(Json)) + "]",
        JsonValueKind.Number => Number(value.GetRawText()),
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };

    [GeneratedRegex(@"^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?$")]
    private static partial Regex DateAndTime();

    [GeneratedRegex(@"^(\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d(?::?\d\d)?)?$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(T)|(-?[\d.]+)([YMWDHS])")]
    private static partial Regex Components();
}
