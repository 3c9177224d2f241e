using System.IO.Compression;
using Arise.Files;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>
/// Cases in a file, compressed: they depend on no model, and molecular dynamics takes most of the time of the study.
/// </summary>
internal static class CaseFile
{
    /// <summary>Writes the cases of all runs.</summary>
    public static void Write(string path, IReadOnlyList<IReadOnlyList<LabelCase>> runs)
    {
        using var file = new ReplacingFile(path);
        using (var packed = new BrotliStream(file.Stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(packed))
        {
            writer.Write(runs.Count);
            foreach (IReadOnlyList<LabelCase> run in runs)
            {
                writer.Write(run.Count);
                foreach (LabelCase one in run)
                    Write(writer, one);
            }
        }

        file.Commit();
    }

    /// <summary>Reads them again.</summary>
    public static LabelCase[][] Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var packed = new BrotliStream(file, CompressionMode.Decompress);
        using var reader = new BinaryReader(packed);
        var runs = new LabelCase[reader.ReadInt32()][];
        for (int run = 0; run < runs.Length; run++)
        {
            runs[run] = new LabelCase[reader.ReadInt32()];
            for (int k = 0; k < runs[run].Length; k++)
                runs[run][k] = ReadCase(reader);
        }

        return runs;
    }

    private static void Write(BinaryWriter writer, LabelCase one)
    {
        (AtomicStructure structure, AtomSample sample) = (one.Sample.Structure, one.Sample);
        string[] rows = [.. Enumerable.Range(0, structure.Count).Select(atom => one.RowOf(atom) ?? "")];
        string[] names = [.. rows.Distinct()];
        writer.Write(sample.Name);
        writer.Write(one.Calibrates);
        writer.Write(structure.Count);
        writer.Write(structure.Lattice is not null);
        if (structure.Lattice is { } lattice)
        {
            Write(writer, lattice.A);
            Write(writer, lattice.B);
            Write(writer, lattice.C);
        }

        for (int axis = 0; axis < 3; axis++)
            writer.Write(structure.Periodicity[axis]);
        writer.Write(names.Length);
        foreach (string name in names)
            writer.Write(name);
        for (int atom = 0; atom < structure.Count; atom++)
        {
            Write(writer, structure.Positions[atom]);
            writer.Write(structure.Species[atom].Symbol);
            writer.Write(sample.Labels[atom]);
            writer.Write((short)Array.IndexOf(names, rows[atom]));
        }
    }

    private static LabelCase ReadCase(BinaryReader reader)
    {
        string name = reader.ReadString();
        bool calibrates = reader.ReadBoolean();
        int count = reader.ReadInt32();
        Lattice? lattice = reader.ReadBoolean() ? new Lattice(Vector(reader), Vector(reader), Vector(reader)) : null;
        var periodicity = new Periodicity(reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadBoolean());
        var names = new string?[reader.ReadInt32()];
        for (int k = 0; k < names.Length; k++)
            names[k] = reader.ReadString() is { Length: > 0 } text ? text : null;
        var positions = new Vector3D[count];
        var species = new ChemicalElement[count];
        var labels = new short[count];
        var rows = new short[count];
        for (int atom = 0; atom < count; atom++)
        {
            positions[atom] = Vector(reader);
            species[atom] = ChemicalElement.Parse(reader.ReadString());
            (labels[atom], rows[atom]) = (reader.ReadInt16(), reader.ReadInt16());
        }

        var structure = new AtomicStructure(positions, species, lattice, periodicity, name: name);
        return new LabelCase(new AtomSample(structure, [.. labels], name, 1), atom => names[rows[atom]], calibrates);
    }

    private static void Write(BinaryWriter writer, Vector3D v)
    {
        writer.Write(v.X);
        writer.Write(v.Y);
        writer.Write(v.Z);
    }

    private static Vector3D Vector(BinaryReader reader) =>
        new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
