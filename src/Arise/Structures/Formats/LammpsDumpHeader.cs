using System.Globalization;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>The header of one frame of a LAMMPS dump: everything from its first ITEM line to ITEM: ATOMS.</summary>
internal sealed class LammpsDumpHeader
{
    private const string Item = "ITEM:";

    private readonly Dictionary<string, string> _properties = [];
    private LammpsBox? _box;
    private int? _atomCount;

    /// <summary>Reads a header.</summary>
    /// <param name="lines">The file, just after the first line of the frame.</param>
    /// <param name="firstLine">That line.</param>
    /// <param name="units">Units that an earlier frame named; a file names them only once.</param>
    /// <exception cref="StructureFormatException">An unknown or missing item, or a bad number.</exception>
    public LammpsDumpHeader(LineReader lines, string firstLine, LammpsUnits units)
    {
        Units = units;
        string[] words = ItemWords(lines, firstLine);
        while (words[0] != "ATOMS")
        {
            ReadItem(lines, words);
            words = ItemWords(lines, lines.ReadLine("the next ITEM"));
        }

        AtomCount = _atomCount ?? throw lines.Error("the frame has no ITEM: NUMBER OF ATOMS before its atoms.");
        Box = _box ?? throw lines.Error("the frame has no ITEM: BOX BOUNDS before its atoms.");
        Columns = words[1..];
        if (Box.OriginText is { } origin)
            _properties[LammpsBox.OriginKey] = origin;
    }

    /// <summary>Number of atoms, 0 in an empty frame.</summary>
    public int AtomCount { get; }

    /// <summary>The box.</summary>
    public LammpsBox Box { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Units of the frame.</summary>
    public LammpsUnits Units { get; private set; }

    /// <summary>"timestep" and, where they are told, "time" and the origin of the box.</summary>
    public IReadOnlyDictionary<string, string> Properties => _properties;

    /// <summary>Whether a line is one of the header: "ITEM: ...".</summary>
    public static bool IsItem(string line) => line.StartsWith(Item, StringComparison.Ordinal);

    /// <summary>Whether a line can be the first one of a frame.</summary>
    public static bool Begins(string line) =>
        IsItem(line) && line.AsSpan(Item.Length).Trim() is "TIMESTEP" or "TIME" or "UNITS";

    private static string[] ItemWords(LineReader lines, string line)
    {
        string[] words = IsItem(line)
            ? line[Item.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : [];
        return words.Length > 0
            ? words
            : throw lines.Error(
                $"{LineReader.Quote(line.AsSpan().Trim())} stands where a line 'ITEM: ...' is due; " +
                "check the number of atoms of the frame.");
    }

    private void ReadItem(LineReader lines, string[] words)
    {
        switch (words)
        {
            case ["TIMESTEP"]:
                LineFields step = lines.Fields(lines.ReadLine("the time step"));
                _properties["timestep"] = step.Integer("the time step").ToString(CultureInfo.InvariantCulture);
                break;
            case ["TIME"]:
                LineFields time = lines.Fields(lines.ReadLine("the time"));
                _properties["time"] = time.Real("the time").ToString("R", CultureInfo.InvariantCulture);
                break;
            case ["UNITS"]:
                string style = lines.ReadLine("the units").Trim();
                Units = LammpsUnits.FromStyle(style) ?? throw lines.Error(
                    $"{LineReader.Quote(style)} is not a unit style of LAMMPS.");
                break;
            case ["NUMBER", "OF", "ATOMS"]:
                LineFields count = lines.Fields(lines.ReadLine("the number of atoms"));
                long atoms = count.Integer("the number of atoms");
                _atomCount = atoms == 0 ? 0 : lines.AtomCount(atoms);
                break;
            case ["BOX", "BOUNDS", .. var rest]:
                _box = ReadBox(lines, rest);
                break;
            case ["NUMBER", ..] or ["ENTRIES", ..] or ["GRID", ..]:
                throw lines.Error($"{LineReader.Quote(string.Join(' ', words))} is not an item of a dump of atoms.");
            default:
                lines.Note($"the item {LineReader.Quote(words[0])} is not known and left out.", lines.LineNumber);
                while (lines.PeekLines(1).FirstOrDefault() is { } line && !IsItem(line))
                    lines.ReadLine();
                break;
        }
    }

    private LammpsBox ReadBox(LineReader lines, string[] words) => words switch
    {
        ["xy", "xz", "yz", .. var boundary] => ReadTriclinic(lines, LammpsBox.ReadPeriodicity(lines, boundary)),
        ["abc", "origin", .. var boundary] => ReadGeneral(lines, LammpsBox.ReadPeriodicity(lines, boundary)),
        _ => ReadOrthogonal(lines, LammpsBox.ReadPeriodicity(lines, words)),
    };

    private LammpsBox ReadOrthogonal(LineReader lines, Periodicity periodicity)
    {
        (double xlo, double xhi, _) = ReadBounds(lines, tilted: false);
        (double ylo, double yhi, _) = ReadBounds(lines, tilted: false);
        (double zlo, double zhi, _) = ReadBounds(lines, tilted: false);
        var origin = new Vector3D(xlo, ylo, zlo);
        return Create(lines, new(xhi - xlo, 0, 0), new(0, yhi - ylo, 0), new(0, 0, zhi - zlo), origin, periodicity);
    }

    // The bounds of a triclinic box are those of the upright box around it:
    // https://docs.lammps.org/Howto_triclinic.html.
    private LammpsBox ReadTriclinic(LineReader lines, Periodicity periodicity)
    {
        (double xlo, double xhi, double xy) = ReadBounds(lines, tilted: true);
        (double ylo, double yhi, double xz) = ReadBounds(lines, tilted: true);
        (double zlo, double zhi, double yz) = ReadBounds(lines, tilted: true);
        xlo -= Math.Min(Math.Min(0, xy), Math.Min(xz, xy + xz));
        xhi -= Math.Max(Math.Max(0, xy), Math.Max(xz, xy + xz));
        ylo -= Math.Min(0, yz);
        yhi -= Math.Max(0, yz);
        var origin = new Vector3D(xlo, ylo, zlo);
        return Create(lines, new(xhi - xlo, 0, 0), new(xy, yhi - ylo, 0), new(xz, yz, zhi - zlo), origin, periodicity);
    }

    // Each line holds an edge vector and one component of the origin.
    private LammpsBox ReadGeneral(LineReader lines, Periodicity periodicity)
    {
        Span<Vector3D> edges = stackalloc Vector3D[3];
        Span<double> origin = stackalloc double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            LineFields fields = lines.Fields(lines.ReadLine("an edge vector of the box"));
            edges[axis] = fields.Vector("each component of an edge vector");
            origin[axis] = fields.Real("the origin of the box");
        }

        return Create(lines, edges[0], edges[1], edges[2], new(origin[0], origin[1], origin[2]), periodicity);
    }

    private LammpsBox Create(
        LineReader lines, Vector3D a, Vector3D b, Vector3D c, Vector3D origin, Periodicity periodicity)
    {
        double unit = Units.Length;
        return new LammpsBox(lines.CreateLattice(unit * a, unit * b, unit * c), unit * origin, periodicity);
    }

    private static (double Low, double High, double Tilt) ReadBounds(LineReader lines, bool tilted)
    {
        LineFields fields = lines.Fields(lines.ReadLine("the bounds of the box"));
        double low = fields.Real("each bound of the box");
        double high = fields.Real("each bound of the box");
        if (!(high > low))
            throw lines.Error("the upper bound of the box must be greater than the lower one.");
        return (low, high, tilted ? fields.Real("the tilt factor") : 0);
    }
}
