namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>A pattern as a table: for each state and each byte the next state. It reads a cell once and makes nothing.</summary>
internal sealed class ByteAutomaton
{
    /// <summary>Nothing that follows can match.</summary>
    private const byte Dead = 0;

    /// <summary>A byte beyond ASCII was met, of which the table knows nothing.</summary>
    private const byte Beyond = 1;

    private const byte Start = 2;
    private const int Bytes = 256;
    private const int MaxStates = 256;

    private readonly byte[] _next;
    private readonly bool[] _matches;

    private ByteAutomaton(byte[] next, bool[] matches)
    {
        _next = next;
        _matches = matches;
    }

    /// <summary>Null: the pattern needs more than such a table.</summary>
    /// <param name="pattern">A regular expression that .NET accepts; it must match the whole cell.</param>
    public static ByteAutomaton? Of(string pattern) =>
        PatternParser.Parse(pattern) is { } node && PatternGraph.Of(node) is { } graph ? Of(graph) : null;

    /// <summary>Whether the cell matches; null: it holds more than ASCII.</summary>
    public bool? Matches(ReadOnlySpan<byte> cell)
    {
        var table = _next;
        var state = Start;
        var row = table.AsSpan(Start * Bytes, Bytes);
        foreach (var unit in cell)
        {
            // most bytes are one more of the same kind: then no byte waits for what the one before it looked up
            if (row[unit] == state)
                continue;
            state = row[unit];
            if (state <= Beyond)
                return state == Dead ? false : null;
            row = table.AsSpan(state * Bytes, Bytes);
        }

        return _matches[state];
    }

    /// <summary>Each state of the table is a set of those of the graph.</summary>
    private static ByteAutomaton? Of(PatternGraph graph)
    {
        var sets = new List<int[]> { Array.Empty<int>(), Array.Empty<int>(), graph.Reached(graph.Start) };
        var known = new Dictionary<string, byte> { [""] = Dead, [Name(sets[Start])] = Start };
        var table = new List<byte>(new byte[Start * Bytes]);
        var alike = graph.Alike();
        for (var state = (int)Start; state < sets.Count; state++)
        {
            for (var character = 0; character < AsciiSet.Size; character++)
            {
                if (alike[character] < character)
                {
                    table.Add(table[(state * Bytes) + alike[character]]);
                    continue;
                }

                var reached = graph.Step(sets[state], character);
                if (!known.TryGetValue(Name(reached), out var number))
                {
                    if (sets.Count == MaxStates)
                        return null;
                    known[Name(reached)] = number = (byte)sets.Count;
                    sets.Add(reached);
                }

                table.Add(number);
            }

            table.AddRange(Enumerable.Repeat(Beyond, Bytes - AsciiSet.Size));
        }

        return new ByteAutomaton([.. table], [.. sets.Select(set => set.Contains(graph.End))]);
    }

    private static string Name(int[] states) => string.Join(',', states);
}
