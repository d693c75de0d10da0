using System.Text.Json;
using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>JSON for jsonb, which keeps only the last of several members of one name. Other defects are found by the server.</summary>
internal sealed class JsonValue : ColumnValue
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue }; // the server has its own limit

    public override string Expected => "JSON whose objects have each name once";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (HasTwins(value))
            return false;
        result.Append(value);
        return true;
    }

    private static bool HasTwins(ReadOnlySpan<byte> value)
    {
        var objects = new Stack<HashSet<string>>();
        var reader = new Utf8JsonReader(value, Options);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        objects.Push(new HashSet<string>(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        objects.Pop();
                        break;
                    case JsonTokenType.PropertyName when !objects.Peek().Add(reader.GetString()!):
                        return true;
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return false; // the server refuses it
        }

        return false;
    }
}
