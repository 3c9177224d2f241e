using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Trajectory of ASE (*.traj), a file in its format ULM: a table of offsets, and per frame JSON that refers to arrays.
/// Atomic numbers and periodicity stand in the first frame and again where they change. Arrays per atom are kept as
/// columns, energies as properties.
/// </summary>
/// <remarks>Format: https://wiki.fysik.dtu.dk/ase/ase/io/ulm.html and ase/io/trajectory.py.</remarks>
internal sealed class AseTrajectoryReader : IBinaryStructureReader
{
    private const int HeaderLength = 48;

    private static readonly string[] AtomArrays =
        ["tags", "momenta", "masses", "magmoms", "charges", "forces", "stresses", "energies"];

    private static ReadOnlySpan<byte> Magic => "- of Ulm"u8;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlyMemory<byte> head) => head.Span.StartsWith(Magic);

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(BinarySource source, StructureReadOptions options)
    {
        byte[] header = source.Bytes(0, Math.Min(HeaderLength, source.Length), "the header");
        if (!Begins(header))
            throw source.Error("this is no trajectory of ASE; convert an old one with python -m ase.io.trajectory.");
        header = source.Bytes(0, HeaderLength, "the header");
        string tag = Encoding.ASCII.GetString(header, Magic.Length, 16).TrimEnd('\0', ' ');
        if (tag != "ASE-Trajectory")
            throw source.Error($"this ULM file holds {LineReader.Quote(tag)}, not a trajectory of ASE.");
        long count = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32));
        long table = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(40));
        if (count < 0 || count > source.Length / 8)
            throw source.Error($"the file claims {count} frames, more than its length holds; it is damaged.");
        double[]? numbers = null;
        bool[]? periodic = null;
        for (long frame = 0; frame < count; frame++)
        {
            source.Place = string.Create(CultureInfo.InvariantCulture, $"frame {frame + 1}");
            UlmItem item = UlmItem.At(source, BinaryPrimitives.ReadInt64LittleEndian(
                source.Bytes(table + (8 * frame), 8, "the table of frames")));
            numbers = item.Array("numbers")?.Values ?? numbers;
            periodic = item.Flags("pbc") ?? periodic;
            yield return FrameOf(source, item, numbers, periodic);
        }
    }

    private static StructureFrame FrameOf(BinarySource source, UlmItem item, double[]? numbers, bool[]? periodic)
    {
        if (numbers is null || item.Array("positions") is not (var positions, [var rows, 3], _))
            throw source.Error("there are no atomic numbers or no positions.");
        if (rows != numbers.Length)
            throw source.Error($"there are {numbers.Length} atomic numbers, but {rows} positions.");
        source.AtomCount(rows);
        double[] cell = item.Array("cell")?.Values ?? (item.Keys.Contains("cell") ? [] : new double[9]);
        if (cell.Length == 3)
            cell = [cell[0], 0, 0, 0, cell[1], 0, 0, 0, cell[2]];
        if (cell.Length != 9)
            throw source.Error("the cell has not three vectors.");
        (Lattice? lattice, Periodicity periodicity) = AseCell.Of(source, cell, periodic ?? new bool[3]);

        var atoms = new AtomBlock(source);
        for (int atom = 0; atom < numbers.Length; atom++)
        {
            var position = new Vector3D(positions[3 * atom], positions[(3 * atom) + 1], positions[(3 * atom) + 2]);
            atoms.Add(position, AseCell.ElementOf(source, numbers[atom], atom));
        }

        var columns = new List<AtomColumn>();
        var properties = new Dictionary<string, string>();
        foreach (UlmItem part in item.Child("calculator") is { } calculated ? [item, calculated] : (UlmItem[])[item])
        {
            foreach (string key in part.Keys.Distinct())
            {
                if (part.Number(key) is { } value && key is "energy" or "free_energy")
                    properties[key] = value.ToString("R", CultureInfo.InvariantCulture);
                if (AtomArrays.Contains(key) && columns.TrueForAll(column => column.Name != key)
                    && part.Array(key) is var (values, shape, isWhole) && shape.Length is 1 or 2 && shape[0] == rows
                    && values.Length > 0)
                {
                    columns.Add(Column(key, values, values.Length / (int)rows, isWhole));
                }
            }
        }

        return atoms.ToFrame(lattice, periodicity, columns, properties);
    }

    private static AtomColumn Column(string name, double[] values, int width, bool isWhole) => isWhole
        ? AtomColumn.Integer(name, System.Array.ConvertAll(values, value => (long)value), width)
        : AtomColumn.Real(name, values, width);
}
