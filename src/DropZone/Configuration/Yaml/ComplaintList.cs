using YamlDotNet.Core;

namespace DropZone.Configuration.Yaml;

/// <summary>Collects all mistakes in one configuration.</summary>
internal sealed class ComplaintList
{
    private readonly List<Complaint> _complaints = [];

    private readonly List<Complaint> _warnings = [];

    public int Count => _complaints.Count;

    /// <summary>Valid settings that should be changed, in the order found.</summary>
    public IReadOnlyList<Complaint> Warnings => _warnings;

    public void Warn(Complaint warning) => _warnings.Add(warning);

    public void Add(Complaint complaint) => _complaints.Add(complaint);

    public void Add(string file, Mark at, string key, string message, string remedy) =>
        _complaints.Add(new Complaint(file, (int)at.Line, (int)at.Column, key, message, remedy));

    public void AddWholeFile(string file, string message, string remedy) =>
        _complaints.Add(new Complaint(file, 0, 0, "", message, remedy));

    /// <summary>Returns the complaints in the order of the files, and of their lines.</summary>
    public IReadOnlyList<Complaint> InOrder()
    {
        var files = _complaints.Select(complaint => complaint.File).Distinct().ToList();
        return [.. _complaints
            .OrderBy(complaint => files.IndexOf(complaint.File))
            .ThenBy(complaint => complaint.Line)
            .ThenBy(complaint => complaint.Column)];
    }
}
