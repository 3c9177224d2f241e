using System.Collections.Immutable;
using System.IO.Enumeration;
using Arise.Files;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Prototypes;

/// <summary>Structural classes from structure files: one crystal, layer, tube or cluster per file.</summary>
/// <remarks>
/// The label is the file name without what marks its format: "fluorite" for fluorite.cif, fluorite.cif.gz,
/// POSCAR_fluorite and fluorite.vasp. A direction of the cell in which no atom stands over more than 8 Angstrom is
/// vacuum and no longer periodic, whatever the file says (CIF and POSCAR cannot say it): so a layer in a tall cell is a
/// layer, and a tube in a wide one a tube. What is not periodic in three directions is turned so that the periodic
/// lattice vectors come first, the first along x and the second in the x-y plane, as in the library.
/// </remarks>
public static class PrototypeFiles
{
    private const double Vacuum = 8;

    /// <summary>
    /// The classes of a folder, in the order of the labels; files of no known format are passed over.
    /// </summary>
    /// <exception cref="StructureFormatException">
    /// A file cannot be read or holds several structures, two have the same label, or there are none.
    /// </exception>
    public static ImmutableArray<Prototype> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{folder}: there is no such folder.");
        string[] files = [.. Directory.EnumerateFiles(folder)
            .Where(path => Path.GetFileName(path)[0] != '.' && IsOfCrystals(StructureFormat.FromFileName(path)))];
        return files.Length > 0
            ? Read(files)
            : throw new StructureFormatException(
                folder, 0, "the folder holds no structure file (*.cif, POSCAR*, *.xyz ...); put one per class there.");
    }

    /// <summary>The classes of some files, in the order of the labels.</summary>
    /// <param name="files">
    /// A file each, whose name is the label; or label=file,file,... for a class with several members, the first of
    /// which is its prototype.
    /// </param>
    /// <inheritdoc cref="ReadFolder"/>
    public static ImmutableArray<Prototype> Read(IEnumerable<string> files)
    {
        var classes = new SortedDictionary<string, (string File, AtomicStructure[] Members)>(StringComparer.Ordinal);
        foreach (string given in files)
        {
            (string label, string[] members) = Members(given);
            if (classes.TryGetValue(label, out (string File, AtomicStructure[] Members) other))
            {
                throw new StructureFormatException(
                    members[0],
                    0,
                    $"{other.File} gives a class of the same label '{label}'; rename one of the two, or give both as "
                    + $"members of one class, {label}=FILE,FILE.");
            }

            classes.Add(label, (members[0], [.. members.Select(ReadOne)]));
        }

        return [.. classes.Select((entry, index) => new Prototype
        {
            Label = entry.Key,
            ClassIndex = index,
            CommonName = entry.Key,
            MaterialType = TypeOf(entry.Value.Members[0]),
            Source = Path.GetFileName(entry.Value.File),
            Structure = entry.Value.Members[0],
            FurtherMembers = [.. entry.Value.Members.Skip(1)],
        })];
    }

    /// <summary>The label and the files of a class as <see cref="Read"/> takes it.</summary>
    public static (string Label, string[] Files) Members(string given)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !File.Exists(given)
            ? (given[..equals], given[(equals + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries))
            : (Label(given), [given]);
    }

    private static AtomicStructure ReadOne(string file)
    {
        AtomicStructure[] frames = [.. StructureFile.Read(file).Take(2)];
        return frames.Length == 1
            ? WithoutVacuum(frames[0])
            : throw new StructureFormatException(
                file,
                0,
                "the file holds several structures; a class is made from one, so write them to own files.");
    }

    /// <summary>
    /// Writes classes into a folder, which is created if need be: one file each, called as the class.
    /// </summary>
    /// <param name="prototypes">The classes.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="format">A format that can be written.</param>
    /// <param name="overwrite">Whether files of these names may be replaced, each by a complete one.</param>
    /// <returns>
    /// Why classes were left out that the format cannot hold (a nanotube has no cell); empty when all were written.
    /// </returns>
    /// <exception cref="IOException">The folder cannot be written, or a file is there.</exception>
    public static ImmutableArray<StructureFormatException> Write(
        IEnumerable<Prototype> prototypes, string folder, StructureFormat format, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(prototypes);
        ArgumentNullException.ThrowIfNull(format);
        string? pattern = format.FilePatterns.FirstOrDefault(name => name.StartsWith("*.", StringComparison.Ordinal));
        string extension = pattern is null ? $".{format.Name}" : pattern[1..];
        string? there = overwrite ? null : prototypes.Select(PathOf).FirstOrDefault(Path.Exists);
        if (there is not null)
            throw new IOException($"{there}: the file is there; choose another folder, or allow overwriting.");
        Directory.CreateDirectory(folder);
        var refused = ImmutableArray.CreateBuilder<StructureFormatException>();
        foreach (Prototype prototype in prototypes)
        {
            try
            {
                StructureFile.Write(PathOf(prototype), prototype.Structure, format);
            }
            catch (StructureFormatException problem)
            {
                refused.Add(problem);
            }
        }

        return refused.ToImmutable();

        string PathOf(Prototype prototype) => Path.Combine(folder, prototype.Label + extension);
    }

    // Tables and databases beside the crystals are something else.
    private static bool IsOfCrystals(StructureFormat? format) =>
        format is { BinaryReader: null } && format != StructureFormat.Csv;

    /// <summary>The label that a file name stands for.</summary>
    public static string Label(string file)
    {
        string name = Compression.NameWithin(Path.GetFileName(file));
        foreach (string pattern in StructureFormat.All.SelectMany(format => format.FilePatterns))
        {
            if (!FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true))
                continue;
            string label = pattern.StartsWith('*')
                ? name[..^(pattern.Length - 1)]
                : name[(pattern.Length - (pattern.EndsWith('*') ? 1 : 0))..].TrimStart('.', '_', '-');
            return label.Length > 0 ? label : name;
        }

        return name;
    }

    private static MaterialType TypeOf(AtomicStructure structure)
    {
        Periodicity p = structure.Periodicity;
        int directions = (p.A ? 1 : 0) + (p.B ? 1 : 0) + (p.C ? 1 : 0);
        return directions switch
        {
            3 => (MaterialType)(Math.Min(structure.DistinctSpecies().Length, 4) - 1),
            2 => MaterialType.TwoDimensional,
            _ => MaterialType.Nanotube,
        };
    }

    private static AtomicStructure WithoutVacuum(AtomicStructure structure)
    {
        if (structure.Lattice is not { } lattice)
            return structure;
        Periodicity p = structure.Periodicity;
        bool[] periodic = [p.A && Full(0), p.B && Full(1), p.C && Full(2)];
        return periodic.All(direction => direction) ? structure : Turned(structure, lattice, periodic);

        bool Full(int axis)
        {
            double[] heights = [.. structure.Positions.ToArray().Select(position => Fraction(position, axis)).Order()];
            double gap = 1 - heights[^1] + heights[0];
            for (int i = 1; i < heights.Length; i++)
                gap = Math.Max(gap, heights[i] - heights[i - 1]);
            Vector3D across = Vector3D.Cross(lattice[(axis + 1) % 3], lattice[(axis + 2) % 3]);
            return gap * lattice.Volume / across.Length <= Vacuum;
        }

        double Fraction(Vector3D position, int axis)
        {
            Vector3D fractional = lattice.ToFractional(position);
            double x = axis == 0 ? fractional.X : axis == 1 ? fractional.Y : fractional.Z;
            return x - Math.Floor(x);
        }
    }

    // The cyclic order of the lattice vectors that puts the periodic ones first.
    private static AtomicStructure Turned(AtomicStructure structure, Lattice lattice, bool[] periodic)
    {
        int first = periodic.Count(direction => direction) == 2
            ? (Array.IndexOf(periodic, false) + 1) % 3
            : Math.Max(Array.IndexOf(periodic, true), 0);
        int[] order = [first, (first + 1) % 3, (first + 2) % 3];
        var turned = new Lattice(lattice[order[0]], lattice[order[1]], lattice[order[2]]);
        (double a, double b, double c, double alpha, double beta, double gamma) = turned.Parameters;
        var standard = Lattice.FromParameters(a, b, c, alpha, beta, gamma);
        Vector3D[] positions =
            [.. structure.Positions.ToArray().Select(x => standard.ToCartesian(turned.ToFractional(x)))];
        return new AtomicStructure(
            positions,
            structure.Species,
            standard,
            new Periodicity(periodic[order[0]], periodic[order[1]], periodic[order[2]]),
            structure.Columns,
            structure.Properties,
            structure.Name);
    }
}
