using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Tables.Schema;

namespace DropZone.Tables.Transform.Plan;

/// <summary>Adds the checks and escapes that an output dialect requires of cells and labels.</summary>
internal static class OutputForm
{
    /// <summary>Returns the plan with the checks after its steps, so that they run before any part of a row is written.</summary>
    /// <param name="plan">The plan of the steps.</param>
    /// <param name="output">The dialect of the output.</param>
    /// <param name="writesHeader">Whether the labels are written, too.</param>
    /// <param name="problems">Receives problems of labels.</param>
    public static OutputPlan Apply(OutputPlan plan, OutputDialect output, bool writesHeader, List<RuleProblem> problems)
    {
        var text = EncodingName.Find(output.Encoding ?? "utf-8") is { } encoding ? EncodableText.Of(encoding) : null;
        if (text is null && output.FormulaGuard == FormulaGuard.Off)
            return plan;
        var columns = plan.Columns;
        if (writesHeader)
            columns = [.. columns.Select(column => column with { Name = Label(column.Name, output, text, problems) })];
        var steps = new List<RowAction>();
        if (output.FormulaGuard != FormulaGuard.Off)
            steps.Add(new GuardAction(plan.Columns, output.FormulaGuard == FormulaGuard.Escape));
        if (text is not null)
            steps.Add(new EncodableAction(plan.Columns, text, output.Encoding!));
        return plan.With(columns, steps);
    }

    private static string Label(string name, OutputDialect output, EncodableText? text, List<RuleProblem> problems)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (text?.Holds(bytes) == false)
            Complain("encoding", $"The label \"{name}\" contains a character that {output.Encoding} cannot encode. Write encoding: utf-8, or rename the column.");
        if (output.FormulaGuard == FormulaGuard.Off || !Formula.Is(bytes))
            return name;
        if (output.FormulaGuard == FormulaGuard.Escape)
            return $"'{name}";
        Complain("csv-injection", $"The label \"{name}\" begins like a formula. Rename the column, or write csv-injection: escape.");
        return name;

        void Complain(string key, string message)
        {
            var problem = new RuleProblem($"output.{key}", message);
            if (!problems.Contains(problem))
                problems.Add(problem);
        }
    }
}
