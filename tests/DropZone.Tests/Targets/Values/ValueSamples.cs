using DropZone.Tables.Schema;

namespace DropZone.Tests.Targets.Values;

/// <summary>Cells of every type of field, with their plain values: ordinary ones, and those that databases like to change.</summary>
internal static class ValueSamples
{
    /// <summary>Returns a field of the type, and some of its cells with their plain values.</summary>
    public static (Field Field, IReadOnlyList<(string Cell, string Plain)> Cells) Of(Random random, FieldType type)
    {
        var field = new Field { Name = "v", Type = type };
        return type switch
        {
            FieldType.Integer when random.Next(3) == 0 => (field with { GroupChar = "." }, [("1.234", "1234"), ("12", "12"), ("-9.999.999", "-9999999")]),
            FieldType.Integer => (field, Same("0", "-1", "007", "+5", "2147483648", "32768", "9007199254740993", "9223372036854775808", "-9223372036854775808", "123456789012345678901234", $"{random.NextInt64()}")),
            FieldType.Number when random.Next(3) == 0 => (field with { DecimalChar = ",", GroupChar = "." }, [("1.234,50", "1234.50"), ("1.234", "1234"), ("0,005", "0.005"), ("-7", "-7")]),
            FieldType.Number => (field, Same("0", "1.005", "12.50", "-0.1", "1e3", "1E400", "1e-400", "NaN", "INF", "-INF", "9007199254740993", "123456789012345678901234567890.12", "0.30000000000000004", "16777217", "1.0",
                $"{random.Next(1000)}.{random.Next(1000)}", $"{random.NextInt64()}.{random.NextInt64()}")),
            FieldType.Boolean => (field with { TrueValues = ["ja"], FalseValues = ["nein"] }, [("ja", "true"), ("nein", "false")]),
            FieldType.Date when random.Next(2) == 0 => (field with { Format = "%d.%m.%Y" }, [("03.04.2026", "2026-04-03"), ("30.11.1999", "1999-11-30")]),
            FieldType.Date => (field, Same("2026-11-30", "0001-01-01", "9999-12-31", "2024-02-29")),
            FieldType.Time when random.Next(2) == 0 => (field with { Format = "%H:%M:%S.%f%z" }, [("06:30:00.5+0100", "06:30:00.500000+01:00"), ("23:59:59.000001+0000", "23:59:59.000001+00:00")]),
            FieldType.Time => (field, Same("06:30:00", "23:59:59.9999999", "00:00:00", "06:30:00.25", "06:30:00Z", "06:30:00+02:00")),
            FieldType.DateTime when random.Next(2) == 0 => (field with { Format = "%d.%m.%Y %H:%M" }, [("03.04.2026 06:30", "2026-04-03T06:30:00.000000"), ("30.11.2026 00:00", "2026-11-30T00:00:00.000000")]),
            FieldType.DateTime => (field, Same("2026-11-30T06:30:00", "2026-11-30T00:00:00", "2026-11-30T06:30:00.1234567", "2026-11-30T06:30:00.5Z", "2026-11-30T23:30:00+01:00", "2026-06-30T23:30:00-05:30")),
            FieldType.Year => (field, Same("2026", "-0044", "12026")),
            FieldType.YearMonth => (field, Same("2026-11")),
            FieldType.Duration => (field, Same("P1Y2M3DT4H5M6.7S", "-PT30M", "P2W", "PT0.0000001S", "P1D", "-P1Y", "PT36H")),
            FieldType.List => (field, Same("a,b,c", "7")),
            FieldType.Object => (field, Same("""{"a":1,"b":{"c":[1.0,2]}}""", """{"a":1e2}""")),
            FieldType.Array => (field, Same("[1,2,3]", """[{"x":1},null]""", "[12345678901234567890.5]")),
            FieldType.GeoPoint => (field, Same("90.5, 45.5")),
            FieldType.GeoJson => (field, Same("""{"type":"Point","coordinates":[1.5,2]}""")),
            _ => (field, Same("Anna", "001", "1.0", "12E5", "1e5", " 7", "7 ", "+49401234", "7", "-0", "12.50", "today", "infinity", "now", "epoch", "03/04/2026", "2026-11-30", "20261130", "NaN", "INF", "true", "yes", "tr", "on", "1",
                "\\x41", "a\\b", "Zürich", "two\nlines", "tab\there", "{1,2}", "{1.10,2}", "{ 007, NULL }", "{{1.005},{2}}", "{\"a b\",NULL}", "{today}", "{2026-11-30}", "(1.005,a)", "(1.50,)", "[1,5)", "[1,5]", "[1.0,2.50)", "(1,2)", "<(1,2),3>", "101", "08:00:2b:01:02:03",
                "10.0.0.1", "10.0.0.0/8", "sad", "<a/>", "1.10", "2.50", "0.00001", "1000000000000000", "=1+1", "NULL", "n/a", "\\N", "a,b", "q\"q", "abc  ", "9223372036854775808", "2026-11-30T06:30:00+01:00", "06:30:00+02", "12:30", "P1D",
                "{123E4567-e89b-12d3-a456-426614174000}", "123e4567-e89b-12d3-a456-426614174000", """{"a":1,"a":2}""", "10", $"{random.NextInt64()}", $"0{random.Next()}")),
        };
    }

    private static IReadOnlyList<(string, string)> Same(params string[] cells) => [.. cells.Select(cell => (cell, cell))];
}
