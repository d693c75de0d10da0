namespace DropZone.Reports.Model;

/// <summary>The stages of the pipeline in which a job can fail.</summary>
public enum Stage
{
    Ingest,
    Validate,
    Transform,
    Load,
}
