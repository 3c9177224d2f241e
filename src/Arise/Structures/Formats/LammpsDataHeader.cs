using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>The header of a LAMMPS data file: counts and box. It ends where the first section begins.</summary>
internal sealed class LammpsDataHeader
{
    private const long MaxTypes = 1_000_000;

    private readonly (double Low, double High)?[] _bounds = new (double, double)?[3];
    private readonly Vector3D?[] _edges = new Vector3D?[3];
    private readonly HashSet<string> _counted = new(StringComparer.Ordinal);
    private Vector3D _tilt;
    private long _boxLine;

    /// <summary>Number of atoms.</summary>
    public int AtomCount { get; private set; }

    /// <summary>Number of atom types.</summary>
    public long TypeCount { get; private set; }

    /// <summary>Whether the header counts more than none of something: "bonds", "ellipsoids".</summary>
    public bool Counts(string what) => _counted.Contains(what);

    /// <summary>Reads up to the first line that begins with a letter, which is pushed back.</summary>
    /// <exception cref="StructureFormatException">A bad number, or no atoms, types or sections.</exception>
    public void Read(LineReader lines)
    {
        while (lines.ReadFilledLine() is { } line)
        {
            string content = LammpsDataSections.WithoutComment(line);
            string[] words = content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && char.IsLetter(words[0][0]))
            {
                if (AtomCount == 0)
                    throw lines.Error(
                        "the header ends here without a line 'N atoms' before it; this is not a LAMMPS data file.");
                if (TypeCount == 0)
                    throw lines.Error("the header ends here without a line 'N atom types' before it.");
                lines.PushBack(line);
                return;
            }

            ReadLine(lines, line, words);
        }

        throw lines.Error("the file ends before the section Atoms; it is truncated or not a LAMMPS data file.");
    }

    /// <summary>The cell, scaled to Angstrom.</summary>
    /// <exception cref="StructureFormatException">The box is missing or flat.</exception>
    public Lattice CreateLattice(LineReader lines, double unit)
    {
        if (_edges is [{ } a, { } b, { } c])
            return lines.CreateLattice(unit * a, unit * b, unit * c, _boxLine);
        if (_bounds is [var (xlo, xhi), var (ylo, yhi), var (zlo, zhi)])
        {
            return lines.CreateLattice(
                unit * new Vector3D(xhi - xlo, 0, 0),
                unit * new Vector3D(_tilt.X, yhi - ylo, 0),
                unit * new Vector3D(_tilt.Y, _tilt.Z, zhi - zlo),
                _boxLine);
        }

        throw lines.ErrorAt(
            _boxLine,
            "the header gives no box; it needs the lines 'xlo xhi', 'ylo yhi' and 'zlo zhi'.");
    }

    private void ReadLine(LineReader lines, string line, string[] words)
    {
        LineFields fields = lines.Fields(line);
        switch (words)
        {
            case [_, "atoms"]:
                AtomCount = lines.AtomCount(fields.Integer("the number of atoms"));
                break;
            case [_, "atom", "types"]:
                TypeCount = fields.Integer("the number of atom types");
                if (TypeCount is < 1 or > MaxTypes)
                    throw lines.Error($"the number of atom types is {TypeCount}; it must be 1 to {MaxTypes}.");
                break;
            case [_, _, "xlo", "xhi"]:
                ReadBounds(lines, 0, fields);
                break;
            case [_, _, "ylo", "yhi"]:
                ReadBounds(lines, 1, fields);
                break;
            case [_, _, "zlo", "zhi"]:
                ReadBounds(lines, 2, fields);
                break;
            case [_, _, _, "xy", "xz", "yz"]:
                _tilt = fields.Vector("each tilt factor");
                _boxLine = lines.LineNumber;
                break;
            case [var count, "bonds" or "ellipsoids" or "lines" or "triangles" or "bodies"]:
                if (LineFields.TryInteger(count, out long number) && number > 0)
                    _counted.Add(words[1]);
                break;
            case [_, _, _, "avec" or "bvec" or "cvec"]:
                _edges[words[3][0] - 'a'] = fields.Vector("each component of a box vector");
                _boxLine = lines.LineNumber;
                break;
        }
    }

    private void ReadBounds(LineReader lines, int axis, LineFields fields)
    {
        double low = fields.Real("each bound of the box");
        double high = fields.Real("each bound of the box");
        if (!(high > low))
            throw lines.Error("the upper bound of the box must be greater than the lower one.");
        _bounds[axis] = (low, high);
        _boxLine = lines.LineNumber;
    }
}
