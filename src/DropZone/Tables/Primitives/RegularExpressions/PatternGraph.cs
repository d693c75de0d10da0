namespace DropZone.Tables.Primitives.RegularExpressions;

/// <summary>
/// A pattern as a nondeterministic automaton (Thompson's construction). Its sets of states are the states from
/// which <see cref="ByteAutomaton"/> is built.
/// </summary>
internal sealed class PatternGraph
{
    private const int MaxStates = 1000;

    private readonly List<(AsciiSet Set, List<int> Next)> _states = [];

    private PatternGraph(PatternNode pattern)
    {
        End = AddState(default);
        Start = Add(pattern, End);
    }

    /// <summary>The start state.</summary>
    public int Start { get; }

    /// <summary>The accepting state.</summary>
    public int End { get; }

    /// <summary>Returns null if the graph would have too many states.</summary>
    public static PatternGraph? Of(PatternNode pattern)
    {
        var graph = new PatternGraph(pattern);
        return graph._states.Count > MaxStates ? null : graph;
    }

    /// <summary>Returns for each character the first one that is equivalent to it in every part of the pattern.</summary>
    public int[] Alike()
    {
        var sets = _states.Select(state => state.Set).Distinct().ToList();
        var kinds = Enumerable.Range(0, AsciiSet.Size).Select(character => string.Concat(sets.Select(set => set.Contains(character) ? '1' : '0'))).ToList();
        return [.. kinds.Select(kind => kinds.IndexOf(kind))];
    }

    /// <summary>Returns all states reachable from these by one character, sorted.</summary>
    public int[] Step(int[] from, int character)
    {
        var reached = new SortedSet<int>();
        foreach (var state in from)
            if (_states[state].Set.Contains(character))
                Reach(_states[state].Next[0], reached);
        return [.. reached];
    }

    /// <summary>Returns all states reachable from this one without a character, sorted.</summary>
    public int[] Reached(int from)
    {
        var reached = new SortedSet<int>();
        Reach(from, reached);
        return [.. reached];
    }

    private void Reach(int from, SortedSet<int> reached)
    {
        var open = new Stack<int>([from]);
        while (open.TryPop(out var state))
            if (reached.Add(state) && _states[state].Set.Bits == 0)
                foreach (var next in _states[state].Next)
                    open.Push(next);
    }

    /// <summary>Adds the states of a part that continues with <paramref name="next"/>. Returns its first state.</summary>
    private int Add(PatternNode pattern, int next)
    {
        if (_states.Count > MaxStates)
            return next;
        switch (pattern)
        {
            case PatternNode.Characters(var none) when none.Bits == 0:
                return AddState(default); // matches no ASCII character
            case PatternNode.Characters(var set):
                return AddState(set, next);
            case PatternNode.Sequence(var parts):
                return parts.Reverse().Aggregate(next, (later, part) => Add(part, later));
            case PatternNode.Choice(var parts):
                return AddState(default, [.. parts.Select(part => Add(part, next))]);
            default:
                return AddRepeat((PatternNode.Repeat)pattern, next);
        }
    }

    private int AddRepeat(PatternNode.Repeat repeat, int next)
    {
        var first = next;
        if (repeat.Most is { } most)
        {
            for (var i = repeat.Least; i < most; i++)
                first = AddState(default, Add(repeat.Part, first), next);
        }
        else
        {
            first = AddState(default, next);
            _states[first].Next.Add(Add(repeat.Part, first));
        }

        for (var i = 0; i < repeat.Least; i++)
            first = Add(repeat.Part, first);
        return first;
    }

    private int AddState(AsciiSet set, params int[] next)
    {
        _states.Add((set, [.. next]));
        return _states.Count - 1;
    }
}
