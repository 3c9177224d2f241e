using System.Globalization;
using System.Text;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Trajectory of HOOMD-blue (GSD, schema hoomd). What a frame does not repeat is as in the first frame, or the default
/// of the schema. Box and positions, which are counted from its center, are periodic in three directions, in two for
/// dimension 2. Names of types that are elements name them; others are types, so that the elements must be given.
/// </summary>
/// <remarks>Schema: https://gsd.readthedocs.io/en/stable/schema-hoomd.html.</remarks>
internal sealed class GsdReader : IBinaryStructureReader
{
    private static readonly (string Chunk, string Name, int Width)[] AtomArrays =
    [
        ("particles/mass", "mass", 1), ("particles/charge", "charge", 1), ("particles/diameter", "diameter", 1),
        ("particles/velocity", "velocities", 3), ("particles/orientation", "orientation", 4),
    ];

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(BinarySource source, StructureReadOptions options)
    {
        var file = new GsdFile(source);
        if (file.Schema != "hoomd")
            throw source.Error($"the schema of this GSD file is {LineReader.Quote(file.Schema)}; only hoomd is read.");
        if (file.Frames == 0)
            throw source.Error("the file has no frame; it holds no structure.");
        for (long frame = 0; frame < file.Frames; frame++)
        {
            source.Place = string.Create(CultureInfo.InvariantCulture, $"frame {frame + 1}");
            yield return FrameOf(source, file, frame, options);
        }
    }

    private static StructureFrame FrameOf(
        BinarySource source, GsdFile file, long frame, StructureReadOptions options)
    {
        int count = source.AtomCount((long)(Single("particles/N") ?? 0));
        if (Matrix("particles/position", 3) is not { } positions)
            throw source.Error("there are no positions.");
        double[]? types = Matrix("particles/typeid", 1);
        ChemicalElement[]? named = Named(Chunk("particles/types"));
        var elements = new TablePoints(source, options);
        var atoms = new AtomBlock(source);
        for (int atom = 0; atom < count; atom++)
        {
            long type = types is null ? 0 : (long)types[atom];
            atoms.Add(
                new Vector3D(positions[3 * atom], positions[(3 * atom) + 1], positions[(3 * atom) + 2]),
                options.TypeElements is null && named is not null && type >= 0 && type < named.Length
                    ? named[type]
                    : elements.ElementOfType(type + 1, "the array of types, whose names are no elements,"));
        }

        double[] box = Chunk("configuration/box") is ({ Length: 6 } six, _) ? six : [1, 1, 1, 0, 0, 0];
        bool isFlat = Single("configuration/dimensions") == 2;
        if (isFlat && box[2] == 0)
            box[2] = 1;
        Lattice lattice = source.CreateLattice(
            new Vector3D(box[0], 0, 0),
            new Vector3D(box[3] * box[1], box[1], 0),
            new Vector3D(box[4] * box[2], box[5] * box[2], box[2]));
        var columns = new List<AtomColumn>();
        foreach ((string chunk, string name, int width) in AtomArrays)
        {
            if (Matrix(chunk, width) is { } values)
                columns.Add(AtomColumn.Real(name, values, width));
        }

        return atoms.ToFrame(
            lattice,
            isFlat ? Periodicity.InPlane : Periodicity.Bulk,
            columns,
            new Dictionary<string, string>
            {
                ["timestep"] = (Single("configuration/step") ?? 0).ToString("F0", CultureInfo.InvariantCulture),
            });

        (double[] Values, int Width)? Chunk(string name) => file.Reals(frame, name) ?? file.Reals(0, name);

        double? Single(string name) => Chunk(name) is ({ Length: 1 } one, _) ? one[0] : null;

        // An array of the first frame serves while the number of particles stays.
        double[]? Matrix(string name, int width) =>
            Chunk(name) is var (values, found) && found == width && values.Length == (long)width * count
                ? values
                : file.Reals(frame, name) is null ? null
                : throw source.Error($"the chunk '{name}' has not {width} numbers for each of {count} particles.");
    }

    // One name per row, filled with zeros; null when one of them is no element.
    private static ChemicalElement[]? Named((double[] Values, int Width)? names)
    {
        if (names is not var (values, width))
            return null;
        var elements = new ChemicalElement[values.Length / width];
        for (int type = 0; type < elements.Length; type++)
        {
            byte[] letters = Array.ConvertAll(
                values[(type * width)..((type + 1) * width)], letter => (byte)(sbyte)letter);
            if (!ChemicalElement.TryParse(Encoding.UTF8.GetString(letters).Split('\0')[0], out elements[type]))
                return null;
        }

        return elements;
    }
}
