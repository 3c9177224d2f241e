using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Labeling;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Reporting.Labels;

/// <summary>
/// Labels of the frames of a trajectory as files in a folder, written frame by frame, so that the memory holds one:
/// labeled.xyz or labeled.dump (the atoms with their labels), labels.npz, frames.csv (shares per frame), regions.csv
/// (connected regions, twin planes and stacking faults), and a figure: shares over the frames, or the labels of a
/// single frame. They appear together when <see cref="Complete"/> is called.
/// </summary>
/// <remarks>
/// labels.npz, all frames one after the other, frame f from <c>offsets</c> [f] to [f + 1]: <c>class_index</c> int16
/// (-1 for other), <c>probability</c>, <c>entropy</c> (bit), <c>local_scale</c> (Angstrom) and, with
/// passes, <c>mutual_information</c> (bit) float32; and <c>class_labels</c>.
/// </remarks>
/// <example>
/// <code>
/// using var report = new LabelReport("melt-labels");
/// int frame = 0;
/// foreach (var one in AtomLabeler.Default.LabelMany(StructureFile.Read("melt.dump"), structure =&gt; structure))
///     report.Add("melt.dump", ++frame, one.Labels!);
/// report.Complete();
/// </code>
/// </example>
public sealed class LabelReport : IDisposable
{
    /// <summary>Classes with a smaller share of the atoms are not listed.</summary>
    public const double LeastShare = 0.005;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StructureFormat _format;
    private readonly OutputFolder _folder;
    private readonly ReplacingFile _trajectory;
    private readonly StreamWriter _atoms;
    private readonly GrowingArchive _arrays;
    private readonly ReplacingFile _regions;
    private readonly StreamWriter _regionRows;
    private readonly List<LabeledFrame> _frames = [];
    private readonly List<long> _offsets = [0];
    private AtomLabels? _first;

    /// <summary>Begins the files.</summary>
    /// <param name="folder">Where they shall be; it is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="format">
    /// Format of the labeled trajectory: extended XYZ, which is the default, or a LAMMPS dump.
    /// </param>
    /// <exception cref="ArgumentException">The format is another one.</exception>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public LabelReport(string folder, bool overwrite = false, StructureFormat? format = null)
    {
        _format = format ?? StructureFormat.ExtendedXyz;
        Setting.Require(
            _format == StructureFormat.ExtendedXyz || _format == StructureFormat.LammpsDump,
            "Format",
            $"A labeled trajectory is extended XYZ or a LAMMPS dump, not {_format}.");
        _folder = OutputFolder.Begin(folder, ResultKind.Labels, overwrite);
        _trajectory = new ReplacingFile(Path.Combine(
            _folder.Path, _format == StructureFormat.LammpsDump ? "labeled.dump" : "labeled.xyz"));
        _atoms = new StreamWriter(_trajectory.Stream, Utf8, 1 << 16, leaveOpen: true);
        _arrays = new GrowingArchive(_folder.Path);
        _regions = new ReplacingFile(Path.Combine(_folder.Path, "regions.csv"));
        _regionRows = new StreamWriter(_regions.Stream, Utf8, 1 << 16, leaveOpen: true) { NewLine = "\n" };
        _regionRows.WriteLine("file,frame,kind,class,atoms,volume,area");
    }

    /// <summary>Resolution of the figures.</summary>
    public FigureSettings Figures { get; init; } = FigureSettings.Default;

    /// <summary>Number of frames so far.</summary>
    public int Count => _frames.Count;

    /// <summary>Writes a frame.</summary>
    /// <param name="file">Where it was read from.</param>
    /// <param name="frame">Its number in the file, from 1.</param>
    /// <param name="labels">Its labels, of the same model as those before.</param>
    /// <returns>The faults and regions of the frame.</returns>
    /// <exception cref="StructureFormatException">The format of the trajectory cannot hold the structure.</exception>
    /// <exception cref="IOException">Nothing can be written.</exception>
    public ImmutableArray<AtomRegion> Add(string file, int frame, AtomLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);

        // Regions are found while the atoms are written.
        var finding = Task.Run(() => labels.Regions());
        AtomicStructure labeled = labels.ToStructure();
        if (_format == StructureFormat.LammpsDump)
            labeled = labeled.WithoutTextColumns();
        _format.Writer!.Write(labeled, _atoms, file);
        var classes = new short[labels.Classes.Length];
        for (int atom = 0; atom < classes.Length; atom++)
            classes[atom] = (short)labels.Classes[atom];
        _arrays.Append<short>("class_index", classes);
        _arrays.Append("probability", labels.Probabilities.AsSpan());
        _arrays.Append("entropy", labels.Entropies.AsSpan());
        _arrays.Append("local_scale", labels.LocalScales.AsSpan());
        if (labels.MutualInformation is { } information)
            _arrays.Append("mutual_information", information.AsSpan());
        _offsets.Add(_offsets[^1] + classes.Length);
        _frames.Add(new LabeledFrame(file, frame, labels));

        // The picture is of a single frame.
        _first = Count == 1 ? labels : null;
        ClassLabels = labels.ClassLabels;
        ImmutableArray<AtomRegion> regions = finding.GetAwaiter().GetResult();
        foreach (AtomRegion region in regions)
        {
            _regionRows.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{ReportTable.Quoted(file)},{frame},{region.Kind},{ReportTable.Quoted(region.ClassLabel)},"
                + $"{region.Atoms},{Text(region.Volume)},{Text(region.Area)}"));
        }

        return regions;
    }

    /// <summary>Writes tables and figures, and puts all files in place.</summary>
    /// <exception cref="InvalidOperationException">There is no frame.</exception>
    /// <exception cref="IOException">Nothing can be written, or other files are in the way.</exception>
    public void Complete()
    {
        if (Count == 0)
            throw new InvalidOperationException("There is no labeled frame to write.");
        _atoms.Flush();
        _trajectory.Commit();
        _arrays.Write(Path.Combine(_folder.Path, "labels.npz"), new NumpyArchive()
            .Add("offsets", _offsets.ToArray())
            .Add("class_labels", ClassLabels.ToArray()));
        _arrays.Dispose();
        _regionRows.Flush();
        _regions.Commit();
        WriteFrames(Path.Combine(_folder.Path, "frames.csv"));
        if (_first is not null)
            LabelFigures.Atoms(_first).WriteAll(Path.Combine(_folder.Path, "labels"), Figures.PixelsPerInch);
        else
        {
            LabelFigures.Shares(_frames, ClassLabels, Listed())
                .WriteAll(Path.Combine(_folder.Path, "shares"), Figures.PixelsPerInch);
        }

        _folder.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arrays.Dispose();
        _trajectory.Dispose();
        _regions.Dispose();
        _folder.Dispose();
    }

    private ImmutableArray<string> ClassLabels { get; set; } = [];

    // The classes that some frame has a share of, in class order.
    private int[] Listed() =>
    [
        .. Enumerable.Range(0, ClassLabels.Length).Where(c => _frames.Exists(frame => frame.Share(c) > LeastShare)),
    ];

    private void WriteFrames(string path)
    {
        int[] classes = Listed();
        var table = new ReportTable(
            ["file", "frame", "timestep", "atoms", "other", "mean_entropy", .. classes.Select(c => ClassLabels[c])]);
        foreach (LabeledFrame frame in _frames)
        {
            table.Add(
            [
                frame.File, Text(frame.Number), frame.Timestep ?? "", Text(frame.Atoms), Text(frame.Other),
                Text(frame.MeanEntropy), .. classes.Select(c => Text(frame.Share(c))),
            ]);
        }

        table.WriteCsv(path);
    }

    private static string Text(double value) =>
        double.IsNaN(value) ? "" : value.ToString("0.######", CultureInfo.InvariantCulture);
}
