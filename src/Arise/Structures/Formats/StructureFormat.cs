using System.Collections.Immutable;
using System.IO.Enumeration;
using Arise.Files;

namespace Arise.Structures.Formats;

/// <summary>A file format for structures: its name, how it is recognized, and what reads and writes it.</summary>
/// <remarks>
/// A format of your own is one object. Given in <see cref="StructureReadOptions.Format"/> it is used as it is; after
/// <see cref="Register"/> it is also recognized, and everything that takes structure files takes it.
/// </remarks>
/// <example>
/// <code>
/// StructureFormat.Register(new StructureFormat(
///     "points",
///     "element and position per line",
///     ["*.points"],
///     read: (text, options) =&gt; [ReadPoints(text)]));
/// AtomicStructure structure = StructureFile.ReadFirst("sample.points");
/// </code>
/// </example>
public sealed class StructureFormat
{
    private static readonly Lock Registration = new();
    private static ImmutableArray<StructureFormat> _all;

    private readonly ImmutableArray<string> _filePatterns;
    private readonly Func<IReadOnlyList<string>, bool> _signature;
    private readonly Func<ReadOnlyMemory<byte>, bool> _begins = _ => false;

    /// <summary>Describes a format of your own.</summary>
    /// <param name="name">Short name in lower-case letters, digits and hyphens, as given to commands.</param>
    /// <param name="description">What the format is, in a few words.</param>
    /// <param name="filePatterns">File names of this format, with * for any letters: "*.points", "POINTS*".</param>
    /// <param name="read">
    /// Reads the frames of a file from its decompressed text, at least one, and may hand them out as it goes. What it
    /// cannot read it throws as <see cref="FormatException"/> with one sentence; file and line are added, the line
    /// being the last one taken from the text.
    /// </param>
    /// <param name="write">
    /// Writes one structure behind those before; null for a format that is only read. What the format cannot hold it
    /// throws as <see cref="FormatException"/>; the file is added.
    /// </param>
    /// <param name="signature">
    /// Whether the first lines of a file (at most 200) can only be of this format; null when only the name tells it.
    /// </param>
    /// <param name="holdsManyFrames">Whether a file can hold more than one frame.</param>
    /// <exception cref="ArgumentException">The name is not of that kind, or a file pattern is empty.</exception>
    public StructureFormat(
        string name,
        string description,
        IEnumerable<string> filePatterns,
        Func<TextReader, StructureReadOptions, IEnumerable<AtomicStructure>> read,
        Action<AtomicStructure, TextWriter>? write = null,
        Func<IReadOnlyList<string>, bool>? signature = null,
        bool holdsManyFrames = false)
        : this(
            name,
            description,
            [.. filePatterns],
            signature ?? (_ => false),
            new CustomReader(read),
            write is null ? null : new CustomWriter(write),
            holdsManyFrames)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(description);
        Setting.Require(
            name.Length > 0 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)
                || letter == '-'),
            nameof(name),
            $"'{name}' is no name of a format: use lower-case letters, digits and hyphens.");
        Setting.Require(
            !_filePatterns.Any(string.IsNullOrWhiteSpace), nameof(filePatterns), "A pattern of file names is empty.");
    }

    private StructureFormat(
        string name,
        string description,
        ImmutableArray<string> filePatterns,
        Func<IReadOnlyList<string>, bool> signature,
        IStructureReader? reader,
        IStructureWriter? writer,
        bool holdsManyFrames = false,
        bool needsCell = false)
    {
        (Name, Description, HoldsManyFrames, NeedsCell) = (name, description, holdsManyFrames, needsCell);
        (_filePatterns, _signature) = (filePatterns, signature);
        (Reader, Writer) = (reader, writer);
    }

    private StructureFormat(
        string name,
        string description,
        ImmutableArray<string> filePatterns,
        Func<ReadOnlyMemory<byte>, bool> begins,
        IBinaryStructureReader reader,
        bool holdsManyFrames)
        : this(name, description, filePatterns, _ => false, reader: null, writer: null, holdsManyFrames) =>
        (_begins, BinaryReader) = (begins, reader);

    /// <summary>Extended XYZ and plain XYZ.</summary>
    public static StructureFormat ExtendedXyz { get; } = new(
        "extxyz",
        "extended XYZ and plain XYZ",
        ["*.xyz", "*.extxyz"],
        FormatSignatures.IsXyz,
        new ExtendedXyzReader(),
        new ExtendedXyzWriter(),
        holdsManyFrames: true);

    /// <summary>POSCAR and CONTCAR of VASP.</summary>
    public static StructureFormat Poscar { get; } = new(
        "poscar",
        "POSCAR, CONTCAR (VASP 4, 5, 6)",
        ["POSCAR*", "CONTCAR*", "*.vasp", "*.poscar"],
        FormatSignatures.IsPoscar,
        new PoscarReader(),
        new PoscarWriter(),
        needsCell: true);

    /// <summary>XDATCAR of VASP: the configurations of a run, in one cell or each in its own.</summary>
    public static StructureFormat Xdatcar { get; } = new(
        "xdatcar",
        "XDATCAR (VASP 5, 6)",
        ["XDATCAR*"],
        FormatSignatures.IsXdatcar,
        new PoscarReader(),
        new XdatcarWriter(),
        holdsManyFrames: true,
        needsCell: true);

    /// <summary>geometry.in of FHI-aims.</summary>
    public static StructureFormat FhiAims { get; } = new(
        "aims",
        "geometry.in (FHI-aims)",
        ["geometry.in*", "*.in", "*.aims"],
        FormatSignatures.IsFhiAims,
        new FhiAimsReader(),
        new FhiAimsWriter());

    /// <summary>Data files of LAMMPS.</summary>
    public static StructureFormat LammpsData { get; } = new(
        "lammps-data",
        "LAMMPS data file",
        ["*.data", "*.lmp", "data.*"],
        FormatSignatures.IsLammpsData,
        new LammpsDataReader(),
        new LammpsDataWriter(),
        needsCell: true);

    /// <summary>Dump files of LAMMPS.</summary>
    public static StructureFormat LammpsDump { get; } = new(
        "lammps-dump",
        "LAMMPS dump file",
        ["*.dump", "*.lammpstrj", "dump.*"],
        FormatSignatures.IsLammpsDump,
        new LammpsDumpReader(),
        new LammpsDumpWriter(),
        holdsManyFrames: true);

    /// <summary>Crystallographic Information File; read with any number of data blocks, written with one.</summary>
    public static StructureFormat Cif { get; } = new(
        "cif",
        "CIF, mmCIF",
        ["*.cif", "*.mcif", "*.mmcif"],
        CifReader.IsCif,
        new CifReader(),
        new CifWriter(),
        holdsManyFrames: true,
        needsCell: true);

    /// <summary>Protein Data Bank format.</summary>
    public static StructureFormat Pdb { get; } = new(
        "pdb",
        "PDB",
        ["*.pdb", "*.ent"],
        PdbReader.IsPdb,
        new PdbReader(),
        writer: null,
        holdsManyFrames: true);

    /// <summary>Columns x, y[, z][, species] as programs that find atoms export them.</summary>
    public static StructureFormat Csv { get; } = new(
        "csv",
        "columns x, y, z (CSV, TSV)",
        ["*.csv", "*.tsv"],
        CsvReader.IsTable,
        new CsvReader(),
        writer: null);

    /// <summary>One JSON object per line, a structure each.</summary>
    public static StructureFormat JsonLines { get; } = new(
        "ndjson",
        "JSON objects, one per line",
        ["*.ndjson", "*.jsonl"],
        JsonLinesReader.IsJsonLines,
        new JsonLinesReader(),
        writer: null,
        holdsManyFrames: true);

    /// <summary>Array x, y[, z[, type]] of NumPy.</summary>
    public static StructureFormat Npy { get; } = new(
        "npy", "NumPy array of positions", ["*.npy"], NpyReader.Begins, new NpyReader(), holdsManyFrames: false);

    /// <summary>Positions and types of MATLAB 5 to 7.</summary>
    public static StructureFormat Mat { get; } = new(
        "mat", "MATLAB 5 file of positions", ["*.mat"], MatFile.Begins, new MatReader(), holdsManyFrames: false);

    /// <summary>Trajectory of ASE.</summary>
    public static StructureFormat AseTrajectory { get; } = new(
        "ase-traj",
        "ASE trajectory",
        ["*.traj"],
        AseTrajectoryReader.Begins,
        new AseTrajectoryReader(),
        holdsManyFrames: true);

    /// <summary>Database of ASE in SQLite.</summary>
    public static StructureFormat AseDatabase { get; } = new(
        "ase-db", "ASE database", ["*.db"], SqliteFile.Begins, new AseDatabaseReader(), holdsManyFrames: true);

    /// <summary>NetCDF 3 in the AMBER convention.</summary>
    public static StructureFormat AmberNetcdf { get; } = new(
        "netcdf",
        "NetCDF, AMBER convention",
        ["*.nc", "*.ncdf", "*.netcdf"],
        NetcdfFile.Begins,
        new AmberNetcdfReader(),
        holdsManyFrames: true);

    /// <summary>GSD of HOOMD-blue.</summary>
    public static StructureFormat Gsd { get; } = new(
        "gsd", "GSD (HOOMD-blue)", ["*.gsd"], GsdFile.Begins, new GsdReader(), holdsManyFrames: true);

    /// <summary>
    /// Every format in the order in which they are tried: those of the library, then the registered ones.
    /// </summary>
    public static ImmutableArray<StructureFormat> All
    {
        get
        {
            lock (Registration)
            {
                return _all.IsDefault
                    ? _all = [ExtendedXyz, Cif, Pdb, Xdatcar, Poscar, FhiAims, LammpsData, LammpsDump, .. Further]
                    : _all;
            }
        }
    }

    private static ImmutableArray<StructureFormat> Further =>
        [Csv, JsonLines, Npy, Mat, AseTrajectory, AseDatabase, AmberNetcdf, Gsd];

    /// <summary>Short name: "extxyz".</summary>
    public string Name { get; }

    /// <summary>What the format is, in a few words.</summary>
    public string Description { get; }

    /// <summary>
    /// File names of this format, as patterns with *; each also with .gz, .bz2, .xz or .zst behind.
    /// </summary>
    public ImmutableArray<string> FilePatterns => _filePatterns;

    /// <summary>Whether a file can hold more than one frame.</summary>
    public bool HoldsManyFrames { get; }

    /// <summary>Whether only structures with a cell can be written.</summary>
    public bool NeedsCell { get; }

    /// <summary>Whether structures can be written in this format.</summary>
    public bool CanWrite => Writer is not null;

    /// <summary>What reads the lines of a file; null for a binary format.</summary>
    internal IStructureReader? Reader { get; }

    /// <summary>What reads the bytes of a file; null for a format of text.</summary>
    internal IBinaryStructureReader? BinaryReader { get; }

    internal IStructureWriter? Writer { get; }

    /// <summary>
    /// Makes a format known: from now on its files are recognized, by signature after the formats of the library and
    /// by name. It stays for the life of the process. Any thread may call this.
    /// </summary>
    /// <param name="format">The format.</param>
    /// <exception cref="ArgumentException">A known format has its name or one of its file patterns.</exception>
    public static void Register(StructureFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        lock (Registration)
        {
            foreach (StructureFormat known in All)
            {
                Setting.Require(
                    !known.Name.Equals(format.Name, StringComparison.OrdinalIgnoreCase),
                    nameof(format),
                    $"There is already a format '{format.Name}' ({known.Description}); choose another name.");
                string? taken = format._filePatterns.FirstOrDefault(
                    pattern => known._filePatterns.Contains(pattern, StringComparer.OrdinalIgnoreCase));
                Setting.Require(
                    taken is null,
                    nameof(format),
                    $"Files called {taken} are already of the format '{known.Name}'; choose another pattern.");
            }

            _all = All.Add(format);
        }
    }

    /// <summary>The format with this short name, or null.</summary>
    public static StructureFormat? FromName(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The format that a file name stands for, or null. A folder before the name and the ending of a
    /// compression behind it do not matter.
    /// </summary>
    public static StructureFormat? FromFileName(string path)
    {
        string name = Compression.NameWithin(Path.GetFileName(path));
        return All.FirstOrDefault(format => format._filePatterns.Any(
            pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true)));
    }

    /// <summary>The short name.</summary>
    public override string ToString() => Name;

    /// <summary>Forgets a registered format, so that tests leave nothing behind.</summary>
    internal static void Unregister(StructureFormat format)
    {
        lock (Registration)
            _all = All.Remove(format);
    }

    /// <summary>The format whose signature the first lines of a file carry, or null.</summary>
    internal static StructureFormat? FromContent(IReadOnlyList<string> head) =>
        All.FirstOrDefault(format => format._signature(head));

    /// <summary>Whether the first bytes of a file are of this format, a binary one.</summary>
    internal bool Begins(ReadOnlyMemory<byte> head) => _begins(head);

    /// <summary>The binary format that the first bytes of a file are of, or null.</summary>
    internal static StructureFormat? FromBytes(ReadOnlyMemory<byte> head) =>
        All.FirstOrDefault(format => format._begins(head));
}
