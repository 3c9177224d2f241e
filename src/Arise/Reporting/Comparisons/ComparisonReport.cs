using System.Globalization;
using System.Text;
using Arise.Comparison;
using Arise.Files;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Reporting.Comparisons;

/// <summary>
/// The files of a comparison: the atoms with a column per method, all columns as arrays, the counts of every frame, the
/// table of agreement, and a figure. They are written frame by frame, so that a trajectory may be of any length; files
/// appear once they are complete.
/// </summary>
/// <remarks>
/// <c>compared.xyz</c> or <c>compared.dump</c>; <c>counts.csv</c>; <c>agreement.csv</c>; <c>compare.svg</c>, .png and
/// .pdf; and <c>compare.npz</c> with one row per atom and frame, frame f being rows <c>offsets</c> [f] to [f + 1]: per
/// method that names structures its numbers, int16, per further quantity float32 (<c>centrosymmetry</c>, square
/// Angstrom; <c>ptm_rmsd</c>; <c>ptm_distance</c>, Angstrom; <c>ptm_orientation</c> [row, x y z w];
/// <c>ptm_deformation</c> [row, 9], row by row; <c>arise_probability</c>); of every frame its file, its number in
/// it, its time step (-1 without one) and the cutoff of cna in Angstrom (NaN without): <c>files</c>, <c>frames</c>,
/// <c>timesteps</c>, <c>cna_cutoff</c>; and <c>structure_numbers</c> with their <c>structure_labels</c>.
/// </remarks>
/// <example>
/// <code>
/// using var report = new ComparisonReport("melt-compare");
/// report.Add("melt.dump", 1, new MethodComparer().Compare(StructureFile.ReadFirst("melt.dump")));
/// report.Complete();
/// </code>
/// </example>
public sealed class ComparisonReport : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StructureFormat _format;
    private readonly OutputFolder _folder;
    private readonly ReplacingFile _trajectory;
    private readonly StreamWriter _atoms;
    private readonly GrowingArchive _arrays;
    private readonly ReplacingFile _counts;
    private readonly StreamWriter _countRows;
    private readonly List<long> _offsets = [0];
    private readonly List<(string File, long Frame, long Timestep, double Cutoff)> _frames = [];
    private readonly SortedDictionary<int, string> _labels = [];
    private RmsdHistogram? _rmsds;

    /// <summary>Begins the files.</summary>
    /// <param name="folder">Where they shall be; it is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="format">Format of the atoms: extended XYZ, which is the default, or a LAMMPS dump.</param>
    /// <exception cref="ArgumentException">The format is another one.</exception>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public ComparisonReport(string folder, bool overwrite = false, StructureFormat? format = null)
    {
        _format = format ?? StructureFormat.ExtendedXyz;
        Setting.Require(
            _format == StructureFormat.ExtendedXyz || _format == StructureFormat.LammpsDump,
            "Format",
            $"Compared atoms are extended XYZ or a LAMMPS dump, not {_format}.");
        _folder = OutputFolder.Begin(folder, ResultKind.Comparison, overwrite);
        _trajectory = new ReplacingFile(Path.Combine(
            _folder.Path, _format == StructureFormat.LammpsDump ? "compared.dump" : "compared.xyz"));
        _atoms = new StreamWriter(_trajectory.Stream, Utf8, 1 << 16, leaveOpen: true);
        _arrays = new GrowingArchive(_folder.Path);
        _counts = new ReplacingFile(Path.Combine(_folder.Path, "counts.csv"));
        _countRows = new StreamWriter(_counts.Stream, Utf8, 1 << 16, leaveOpen: true) { NewLine = "\n" };
        _countRows.WriteLine("file,frame,timestep,method,number,label,atoms,share,cutoff");
    }

    /// <summary>Resolution of the figure.</summary>
    public FigureSettings Figures { get; init; } = FigureSettings.Default;

    /// <summary>Number of frames so far.</summary>
    public int Count => _offsets.Count - 1;

    /// <summary>Who says what where others say otherwise, over all frames so far.</summary>
    public MethodAgreement Agreement { get; } = new();

    /// <summary>Writes a frame.</summary>
    /// <param name="file">Where it was read from.</param>
    /// <param name="frame">Its number in the file, from 1.</param>
    /// <param name="compared">Its answers, of the same methods as those before.</param>
    /// <exception cref="StructureFormatException">The format cannot hold the structure.</exception>
    /// <exception cref="IOException">Nothing can be written.</exception>
    public void Add(string file, int frame, ComparedAtoms compared)
    {
        ArgumentNullException.ThrowIfNull(compared);
        Agreement.Add(compared);
        AtomicStructure structure = compared.ToStructure();
        if (_format == StructureFormat.LammpsDump)
            structure = structure.WithoutTextColumns();
        _format.Writer!.Write(structure, _atoms, file);
        foreach (MethodAnswer answer in compared.Answers)
        {
            if (answer.NamesStructures)
                _arrays.Append<short>(answer.Method, [.. answer.Numbers.Select(number => (short)number)]);
            foreach (AtomColumn column in answer.Columns)
            {
                _arrays.Append<float>(
                    column.Name, [.. column.Reals.ToArray().Select(value => (float)value)], column.Width);
                if (column.Name == MethodAnswer.Rmsd)
                    (_rmsds ??= new RmsdHistogram(compared.Settings.Templates.RmsdCutoff)).Add(column.Reals);
            }

            foreach ((int number, string label, int atoms) in answer.Counts)
            {
                _labels[number] = label;
                double share = atoms / (double)compared.Structure.Count;
                _countRows.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ReportTable.Quoted(file)},{frame},{compared.Structure.Timestep},{answer.Method},{number},"
                    + $"{ReportTable.Quoted(label)},{atoms},{share:0.######},{answer.Cutoff:0.######}"));
            }
        }

        _offsets.Add(_offsets[^1] + compared.Structure.Count);
        _frames.Add((
            file,
            frame,
            compared.Structure.Timestep ?? -1,
            compared.Answers.Select(answer => answer.Cutoff).FirstOrDefault(cutoff => cutoff is not null)
                ?? double.NaN));
    }

    /// <summary>Writes the table of agreement and the figure, and puts all files in place.</summary>
    /// <exception cref="InvalidOperationException">There is no frame.</exception>
    /// <exception cref="IOException">Nothing can be written, or other files are in the way.</exception>
    public void Complete()
    {
        if (Count == 0)
            throw new InvalidOperationException("There is no compared frame to write.");
        _atoms.Flush();
        _trajectory.Commit();
        _arrays.Write(Path.Combine(_folder.Path, "compare.npz"), new NumpyArchive()
            .Add("offsets", _offsets.ToArray())
            .Add("files", _frames.Select(one => one.File).ToArray())
            .Add("frames", _frames.Select(one => one.Frame).ToArray())
            .Add("timesteps", _frames.Select(one => one.Timestep).ToArray())
            .Add("cna_cutoff", _frames.Select(one => one.Cutoff).ToArray())
            .Add("structure_numbers", _labels.Keys.ToArray())
            .Add("structure_labels", _labels.Values.ToArray()));
        _arrays.Dispose();
        _countRows.Flush();
        _counts.Commit();
        WriteAgreement(Path.Combine(_folder.Path, "agreement.csv"));
        if (Agreement.Methods.Length > 0)
        {
            ComparisonFigures.Of(Agreement, _rmsds)
                .WriteAll(Path.Combine(_folder.Path, "compare"), Figures.PixelsPerInch);
        }

        _folder.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arrays.Dispose();
        _trajectory.Dispose();
        _counts.Dispose();
        _folder.Dispose();
    }

    private void WriteAgreement(string path)
    {
        var table = new ReportTable("method", "label", "other_method", "other_label", "atoms", "share");
        for (int i = 0; i < Agreement.Methods.Length; i++)
        {
            foreach (string other in Agreement.Methods.Skip(i + 1))
            {
                foreach ((string first, string second, long atoms) in Agreement.Of(Agreement.Methods[i], other))
                {
                    table.Add(
                        Agreement.Methods[i], first, other, second, atoms.ToString(CultureInfo.InvariantCulture),
                        (atoms / (double)Agreement.Atoms).ToString("0.######", CultureInfo.InvariantCulture));
                }
            }
        }

        table.WriteCsv(path);
    }
}
