using System.IO.Hashing;
using System.Text.Json;
using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>JSON for jsonb, which keeps only the last of several members of one name. Other defects are found by the server. For one thread.</summary>
internal sealed class JsonValue : ColumnValue
{
    private const int MaxKept = 1024;
    private const int MaxStack = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue }; // the server has its own limit

    private readonly List<HashSet<UInt128>> _names = []; // of the objects around the place that is read; reused, so that rows make no garbage

    public override string Expected => "JSON whose objects have each name once";

    public override bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result)
    {
        if (HasTwins(value))
            return false;
        result.Append(value);
        return true;
    }

    private bool HasTwins(ReadOnlySpan<byte> value)
    {
        var depth = 0;
        var reader = new Utf8JsonReader(value, Options);
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        Open(depth++);
                        break;
                    case JsonTokenType.EndObject:
                        depth--;
                        break;
                    case JsonTokenType.PropertyName when !_names[depth - 1].Add(Digest(reader)):
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

    private void Open(int depth)
    {
        if (depth == _names.Count)
            _names.Add([]);
        else if (_names[depth].Count > MaxKept)
            _names[depth] = []; // to clear a large set is slow
        else
            _names[depth].Clear();
    }

    /// <summary>Returns the digest of the current name, without its escapes.</summary>
    private static UInt128 Digest(Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return XxHash128.HashToUInt128(reader.ValueSpan);
        var name = reader.ValueSpan.Length <= MaxStack ? stackalloc byte[MaxStack] : new byte[reader.ValueSpan.Length];
        return XxHash128.HashToUInt128(name[..reader.CopyString(name)]);
    }
}
