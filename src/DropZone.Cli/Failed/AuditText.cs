using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>Describes an action of an operator in a sentence.</summary>
internal static class AuditText
{
    public static string Of(AuditEntry entry)
    {
        var did = entry.Action switch
        {
            AuditAction.Retry => entry.File is null ? "retried it" : "retried it with a corrected file",
            AuditAction.Discard => "discarded it",
            AuditAction.Erase => "erased it",
            _ => entry.Action.ToString(),
        };
        return VisibleText.Escape($"{entry.By} {did}{(entry.Codes.Count > 0 ? $", errors: {string.Join(", ", entry.Codes)}" : "")}{(entry.Reason is { } reason ? $"; reason: {reason}" : "")}");
    }
}
