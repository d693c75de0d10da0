using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Steps.Column;

/// <summary>Renames columns: old name to new name. All are renamed at once, so that names can be swapped.</summary>
public sealed record RenameStep(IReadOnlyDictionary<string, string> Names) : TransformStep
{
    internal override string Key => "rename";

    internal override void Compile(PlanDraft draft, string path)
    {
        var found = Names.Select(pair => (Column: draft.Find(pair.Key, $"{path}.{pair.Key}"), pair.Key, Name: pair.Value)).ToList();
        foreach (var (_, key, name) in found)
        {
            var taken = draft.Columns.Exists(other => other.Name == name && !Names.ContainsKey(other.Name))
                || found.Exists(other => other.Key != key && other.Name == name);
            if (name.Length == 0)
                draft.Complain($"{path}.{key}", "The new name is empty. Write a name.");
            else if (taken)
                draft.Complain($"{path}.{key}", $"Another column already has the name \"{name}\". Choose another name.");
        }

        foreach (var (column, _, name) in found)
            if (column is not null)
                column.Name = name;
    }
}
