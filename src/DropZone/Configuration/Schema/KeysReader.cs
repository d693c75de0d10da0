using DropZone.Configuration.Yaml;
using DropZone.Tables.Schema;
using YamlDotNet.RepresentationModel;

namespace DropZone.Configuration.Schema;

/// <summary>Reads the keys of a schema: primaryKey, uniqueKeys, foreignKeys. Complains about names that are not fields.</summary>
internal sealed class KeysReader(IReadOnlyList<Field> fields)
{
    private const string FieldsExpected = "a field, or a list of fields";

    private static readonly KeySet ForeignKeyKeys = new("a foreign key", "fields", "reference") { Open = true };

    private static readonly KeySet ReferenceKeys = new("a reference", "resource", "fields") { Open = true };

    private readonly HashSet<string> _names = [.. fields.Select(field => field.Name)];

    /// <summary>Returns the fields of the primary key, an empty list if the entry is empty.</summary>
    public IReadOnlyList<string> Primary(Entry entry) => HoldsSomething(entry) ? Own(entry) : [];

    public IReadOnlyList<IReadOnlyList<string>> Unique(Entry entry) =>
        HoldsSomething(entry) && entry.Items("a list of keys such as [[id], [name, date]]") is { } items ? [.. items.Select(Own).Where(key => key.Count > 0)] : [];

    public IReadOnlyList<ForeignKey> Foreign(Entry entry) =>
        HoldsSomething(entry) && entry.Items("a list of keys such as `- { fields: country, reference: { resource: countries, fields: code } }`") is { } items
            ? [.. items.Select(Key).OfType<ForeignKey>()]
            : [];

    private ForeignKey? Key(Entry entry)
    {
        if (entry.Mapping(ForeignKeyKeys) is not { } mapping)
            return null;
        var own = mapping.Required("fields", "list the fields of this table") is { } left ? Own(left) : [];
        if (mapping.Required("reference", "write for example { resource: countries, fields: code }")?.Mapping(ReferenceKeys) is not { } reference
            || reference.Required("fields", "list the fields of the other table") is not { } right)
            return null;
        // version 1 wrote "" for the table itself
        var resource = reference["resource"] is { Empty: false } named && named.Text("the name of a reference table") is { Length: > 0 } name ? name : null;
        var others = resource is null ? Own(right) : Names(right);
        if (own.Count > 0 && others.Count > 0 && own.Count != others.Count)
            entry.Complain($"the key has {own.Count} fields here and {others.Count} in the reference", "list the same number on both sides");
        return new ForeignKey(own, resource, others);
    }

    private IReadOnlyList<string> Own(Entry entry)
    {
        var key = Names(entry);
        foreach (var name in key.Where(name => !_names.Contains(name)))
        {
            var nearest = NearestName.Find(name, _names);
            entry.Complain($"there is no field {Entry.Quoted(name)}", nearest is null ? $"the fields are {Entry.Listed(_names.Take(10))}" : $"did you mean `{nearest}`?");
        }

        return key;
    }

    private static IReadOnlyList<string> Names(Entry entry)
    {
        if (entry.Texts(FieldsExpected) is not { } texts)
            return [];
        if (texts.Count == 0)
            entry.Complain("the key has no field", "list one, or remove the key");
        if (texts.GroupBy(text => text).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            entry.Complain($"the field {Entry.Quoted(repeated.Key)} is listed twice", "remove one of them");
        return texts;
    }

    private static bool HoldsSomething(Entry entry) => entry.Node switch
    {
        YamlScalarNode scalar => scalar.Value is not (null or "" or "null" or "~"),
        YamlSequenceNode sequence => sequence.Children.Count > 0,
        _ => true,
    };
}
