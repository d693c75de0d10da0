using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>What somebody did, in a sentence.</summary>
internal static class AuditText
{
    public static string Of(AuditEntry entry)
    {
        var did = entry.Action switch
        {
            AuditAction.Retry => entry.File is null ? "had it tried again" : "had a mended copy tried",
            AuditAction.Discard => "discarded it",
            AuditAction.Erase => "erased it",
            _ => entry.Action.ToString(),
        };
        return VisibleText.Escape($"{entry.By} {did}{(entry.Codes.Count > 0 ? $", it was {string.Join(", ", entry.Codes)}" : "")}{(entry.Reason is { } reason ? $": {reason}" : "")}");
    }
}
