using DropZone.Spool.Jobs;

namespace DropZone.Spool.Durable;

/// <summary>
/// All steps that must survive a crash or a power cut, one class for each phase, in the only order that was tested (docs/developer/design.md).
/// Nothing else in the program renames or syncs a file of a delivery. The fault seam is called before each step.
/// </summary>
public sealed class DurableSteps
{
    /// <param name="zone">The zone in which the steps are taken.</param>
    /// <param name="faults">Lets tests make a step fail.</param>
    public DurableSteps(Zone zone, IFaultSeam faults)
    {
        var runner = new StepRunner(faults);
        var reports = new ReportSteps(runner);
        var folders = new SharedFolderSync();
        var trash = new TrashSteps(zone, runner);
        Zone = zone;
        Places = new JobPlaces(zone);
        Claim = new ClaimSteps(zone, runner);
        Seal = new SealSteps(runner, reports);
        Load = new LoadSteps(runner);
        Copy = new CopySteps(runner);
        Deliver = new DeliverSteps(zone, runner, folders);
        Archive = new ArchiveSteps(Places, runner, folders);
        Fail = new FailSteps(Places, runner, Seal, reports);
        Retry = new RetrySteps(zone, Places, runner, Seal);
        Rejects = new ResubmitSteps(runner);
        Audit = new AuditSteps(runner);
        Discard = new DiscardSteps(zone, Places, runner, trash, Archive);
        Sweep = new SweepSteps(zone, runner, trash);
        Ledger = new LedgerSteps(zone, runner);
        State = new StateSteps(zone, runner);
    }

    /// <summary>The zone in which the steps are taken.</summary>
    public Zone Zone { get; }

    /// <summary>The places of a job.</summary>
    public JobPlaces Places { get; }

    /// <summary>From <c>incoming/</c> to <c>working/</c>.</summary>
    public ClaimSteps Claim { get; }

    /// <summary>Valid, transformed, durable.</summary>
    public SealSteps Seal { get; }

    /// <summary>Which targets have the output.</summary>
    public LoadSteps Load { get; }

    /// <summary>Copies into folders outside the zone.</summary>
    public CopySteps Copy { get; }

    /// <summary>From <c>working/</c> to the target's folder in the zone.</summary>
    public DeliverSteps Deliver { get; }

    /// <summary>To <c>archive/</c>.</summary>
    public ArchiveSteps Archive { get; }

    /// <summary>To <c>failed/</c>.</summary>
    public FailSteps Fail { get; }

    /// <summary>From <c>failed/</c> back to <c>working/</c>.</summary>
    public RetrySteps Retry { get; }

    /// <summary>The rejects of a split, from <c>failed/</c> back to <c>incoming/</c>.</summary>
    public ResubmitSteps Rejects { get; }

    /// <summary>The record of what operators did.</summary>
    public AuditSteps Audit { get; }

    /// <summary>Discards and erasures by an operator.</summary>
    public DiscardSteps Discard { get; }

    /// <summary>Retention.</summary>
    public SweepSteps Sweep { get; }

    /// <summary>The ledger's file.</summary>
    public LedgerSteps Ledger { get; }

    /// <summary>The zone's own records.</summary>
    public StateSteps State { get; }
}
