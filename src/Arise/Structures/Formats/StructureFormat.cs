using System.IO.Enumeration;

namespace Arise.Structures.Formats;

/// <summary>A file format for structures: its name, how it is recognized, and what reads and writes it.</summary>
public sealed class StructureFormat
{
    private readonly string[] _filePatterns;
    private readonly Func<IReadOnlyList<string>, bool> _signature;

    private StructureFormat(
        string name,
        string description,
        string[] filePatterns,
        Func<IReadOnlyList<string>, bool> signature,
        IStructureReader reader,
        IStructureWriter? writer,
        bool holdsManyFrames = false)
    {
        (Name, Description, HoldsManyFrames) = (name, description, holdsManyFrames);
        (_filePatterns, _signature) = (filePatterns, signature);
        (Reader, Writer) = (reader, writer);
    }

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
        new PoscarWriter());

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
        new LammpsDataWriter());

    /// <summary>Dump files of LAMMPS.</summary>
    public static StructureFormat LammpsDump { get; } = new(
        "lammps-dump",
        "LAMMPS dump file",
        ["*.dump", "*.lammpstrj", "dump.*"],
        FormatSignatures.IsLammpsDump,
        new LammpsDumpReader(),
        writer: null,
        holdsManyFrames: true);

    /// <summary>Crystallographic Information File; read with any number of data blocks, written with one.</summary>
    public static StructureFormat Cif { get; } = new(
        "cif",
        "CIF, mmCIF",
        ["*.cif", "*.mcif", "*.mmcif"],
        CifReader.IsCif,
        new CifReader(),
        new CifWriter());

    /// <summary>Protein Data Bank format.</summary>
    public static StructureFormat Pdb { get; } = new(
        "pdb",
        "PDB",
        ["*.pdb", "*.ent"],
        PdbReader.IsPdb,
        new PdbReader(),
        writer: null,
        holdsManyFrames: true);

    /// <summary>Every format, in the order in which they are tried.</summary>
    public static IReadOnlyList<StructureFormat> All { get; } =
        [ExtendedXyz, Cif, Pdb, Poscar, FhiAims, LammpsData, LammpsDump];

    /// <summary>Short name, as given to <c>--format</c>: "extxyz".</summary>
    public string Name { get; }

    /// <summary>What the format is, in a few words.</summary>
    public string Description { get; }

    /// <summary>File names of this format, as patterns with *; each also with .gz behind.</summary>
    public IReadOnlyList<string> FilePatterns => _filePatterns;

    /// <summary>Whether a file can hold more than one frame.</summary>
    public bool HoldsManyFrames { get; }

    /// <summary>Whether structures can be written in this format.</summary>
    public bool CanWrite => Writer is not null;

    internal IStructureReader Reader { get; }

    internal IStructureWriter? Writer { get; }

    /// <summary>The format with this short name, or null.</summary>
    public static StructureFormat? FromName(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The format that a file name stands for, or null. A folder before the name and .gz behind it do not matter.
    /// </summary>
    public static StructureFormat? FromFileName(string path)
    {
        string name = Path.GetFileName(path);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        return All.FirstOrDefault(format => format._filePatterns.Any(
            pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true)));
    }

    /// <summary>The short name.</summary>
    public override string ToString() => Name;

    /// <summary>The format whose signature the first lines of a file carry, or null.</summary>
    internal static StructureFormat? FromContent(IReadOnlyList<string> head) =>
        All.FirstOrDefault(format => format._signature(head));
}
