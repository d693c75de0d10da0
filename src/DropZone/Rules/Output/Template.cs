using System.Globalization;
using System.Text;
using DropZone.Csv;

namespace DropZone.Rules.Output;

/// <summary>The text of an added column, with placeholders: <c>{file.name}</c>, <c>{job}</c>, <c>{row}</c>, <c>{line}</c>.</summary>
internal sealed class Template
{
    private readonly List<(Placeholder Kind, byte[] Text)> parts = [];

    private Template()
    {
    }

    /// <summary>Null and the problem if the template holds an unknown placeholder or a lone brace.</summary>
    public static Template? Compile(string text, out string? problem)
    {
        problem = null;
        var template = new Template();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                literal.Append(text[i]);
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                literal.Append(text[i++]);
                continue;
            }

            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                problem = $"The template holds a lone {text[i]}; write {text[i]}{text[i]} for a brace.";
                return null;
            }

            var name = text[(i + 1)..end];
            if (Find(name) is not { } kind)
            {
                problem = $"{{{name}}} is no placeholder; write {{file.name}}, {{job}}, {{row}} or {{line}}, and {{{{ for a brace.";
                return null;
            }

            template.Add(Placeholder.Text, literal.ToString());
            template.Add(kind, "");
            literal.Clear();
            i = end;
        }

        template.Add(Placeholder.Text, literal.ToString());
        return template;
    }

    public void Write(RecordReader record, SourceFacts facts, ByteBuffer result)
    {
        foreach (var (kind, text) in parts)
        {
            switch (kind)
            {
                case Placeholder.FileName: Append(facts.FileName, result); break;
                case Placeholder.Job: Append(facts.Job, result); break;
                case Placeholder.Row: Append(record.Row, result); break;
                case Placeholder.Line: Append(record.Line, result); break;
                default: result.Append(text); break;
            }
        }
    }

    private static Placeholder? Find(string name) => name switch
    {
        "file.name" => Placeholder.FileName,
        "job" => Placeholder.Job,
        "row" => Placeholder.Row,
        "line" => Placeholder.Line,
        _ => null,
    };

    private static void Append(string text, ByteBuffer result) =>
        result.Advance(Encoding.UTF8.GetBytes(text, result.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private static void Append(long number, ByteBuffer result)
    {
        number.TryFormat(result.Reserve(20), out var length, default, CultureInfo.InvariantCulture);
        result.Advance(length);
    }

    private void Add(Placeholder kind, string text)
    {
        if (kind != Placeholder.Text || text.Length > 0)
            parts.Add((kind, Encoding.UTF8.GetBytes(text)));
    }
}
