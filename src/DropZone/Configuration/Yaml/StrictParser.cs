using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DropZone.Configuration.Yaml;

/// <summary>
/// Passes YAML events on to the DOM and complains about mistakes that the DOM aborts on or ignores: a repeated key (the second is
/// dropped, so that parsing continues), an alias without an anchor or inside its own, tags, unlimited nesting.
/// </summary>
internal sealed class StrictParser(string file, IParser inner, ComplaintList complaints) : IParser
{
    private const int DeepestNesting = 50;

    private readonly HashSet<AnchorName> _anchors = [];
    private readonly Stack<Nest> _nests = new();

    public ParsingEvent? Current { get; private set; }

    /// <summary>The end of the last event.</summary>
    public Mark Reached => Current?.End ?? Mark.Empty;

    public bool MoveNext()
    {
        while (inner.MoveNext())
        {
            Current = inner.Current!;
            if (IsRepeatedKey(Current))
            {
                inner.MoveNext();
                PassValue();
                continue;
            }
            Current = Checked(Current);
            Follow(Current);
            return true;
        }
        Current = null;
        return false;
    }

    private bool IsRepeatedKey(ParsingEvent current)
    {
        if (current is not Scalar { Value: var name } || !_nests.TryPeek(out var nest) || !nest.AtKey)
            return false;
        nest.Step = name;
        if (nest.Keys.TryAdd(name, current.Start))
            return false;
        complaints.Add(
            file, current.Start, Path, $"the key {Entry.Quoted(name)} is repeated: it is already in line {nest.Keys[name].Line}",
            "remove one of them");
        return true;
    }

    /// <summary>Advances to the last event of the value that starts here.</summary>
    private void PassValue()
    {
        var depth = 0;
        do
            depth += inner.Current!.NestingIncrease;
        while (depth > 0 && inner.MoveNext());
    }

    private ParsingEvent Checked(ParsingEvent current)
    {
        if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag }
            && !tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            complaints.Add(
                file, current.Start, Path, $"the tag {Entry.Quoted(tag.Value)} is not supported here",
                "remove it, or put the text in quotes");
        }
        if (current is not AnchorAlias { Value: var alias } || _anchors.Contains(alias))
            return current;
        complaints.Add(
            file, current.Start, Path, $"`*` starts an alias in YAML, and there is no anchor `&{alias}` before it",
            $"put a text in quotes: \"*{alias}\"");
        return new Scalar(AnchorName.Empty, TagName.Empty, $"*{alias}", ScalarStyle.Plain, true, false, current.Start, current.End);
    }

    private void Follow(ParsingEvent current)
    {
        switch (current)
        {
            case MappingStart or SequenceStart:
                if (_nests.Count == DeepestNesting)
                    throw new YamlException(current.Start, current.End, $"nested more than {DeepestNesting} deep");
                _nests.Push(new Nest(current is MappingStart, ((NodeEvent)current).Anchor));
                break;
            case MappingEnd or SequenceEnd:
                // Added only now: an alias inside its own anchor would nest without end.
                NodeEnded(_nests.Pop().Anchor);
                break;
            case NodeEvent node:
                NodeEnded(node.Anchor);
                break;
            case AnchorAlias:
                NodeEnded(AnchorName.Empty);
                break;
        }
    }

    private void NodeEnded(AnchorName anchor)
    {
        if (!anchor.IsEmpty)
            _anchors.Add(anchor);
        if (_nests.TryPeek(out var nest))
            nest.Advance();
    }

    private string Path => string.Concat(_nests.Reverse().Select(nest => nest.Step)
        .Where(step => step.Length > 0)
        .Select((step, i) => i == 0 || step[0] == '[' ? step : "." + step));

    /// <summary>One open mapping or list.</summary>
    private sealed class Nest(bool mapping, AnchorName anchor)
    {
        private readonly bool _isMapping = mapping;

        private int _index;

        public AnchorName Anchor => anchor;

        public Dictionary<string, Mark> Keys { get; } = [];

        public bool AtKey { get; private set; } = mapping;

        /// <summary>The current position in it: the key, or the index of the item.</summary>
        public string Step { get; set; } = mapping ? "" : "[0]";

        public void Advance()
        {
            if (_isMapping)
                AtKey = !AtKey;
            else
                Step = $"[{++_index}]";
        }
    }
}
