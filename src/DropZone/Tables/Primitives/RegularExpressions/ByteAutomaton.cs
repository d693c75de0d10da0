namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>A pattern as a transition table: for each state and each byte the next state. Reads a cell once without allocation.</summary>
internal sealed class ByteAutomaton
{
    /// <summary>The state from which no match is possible.</summary>
    private const byte Dead = 0;

    /// <summary>The state after a byte beyond ASCII, for which the table is undefined.</summary>
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

    /// <summary>Returns null if the pattern cannot be expressed by such a table.</summary>
    /// <param name="pattern">A regular expression that .NET accepts; it must match the whole cell.</param>
    public static ByteAutomaton? Of(string pattern) =>
        PatternParser.Parse(pattern) is { } node && PatternGraph.Of(node) is { } graph ? Of(graph) : null;

    /// <summary>Returns whether the cell matches; null if it contains bytes beyond ASCII.</summary>
    public bool? Matches(ReadOnlySpan<byte> cell)
    {
        var table = _next;
        var state = Start;
        var row = table.AsSpan(Start * Bytes, Bytes);
        foreach (var unit in cell)
        {
            // most bytes are of the same class as the previous one, and need no dependent lookup
            if (row[unit] == state)
                continue;
            state = row[unit];
            if (state <= Beyond)
                return state == Dead ? false : null;
            row = table.AsSpan(state * Bytes, Bytes);
        }

        return _matches[state];
    }

    /// <summary>Builds the table: each of its states is a set of states of the graph.</summary>
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
