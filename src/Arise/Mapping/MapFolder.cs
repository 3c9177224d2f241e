using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Mapping;

/// <summary>The files of a map that hold all of it: numbers, atoms, manifest.</summary>
internal static class MapFolder
{
    private const string Manifest = "manifest.json", Numbers = "map.npz", Atoms = "atoms.xyz";

    // One and what rounding adds.
    private const float LargestProbability = 1.001f;

    /// <summary>Writes them.</summary>
    public static void Write(CrystalMap map, BoxLabels labels, string folder)
    {
        MapArchive.Of(map).Write(Path.Combine(folder, Numbers));
        StructureFile.Write(Path.Combine(folder, Atoms), LabeledAtoms.Of(map, labels));
        MapManifest.Of(map).Write(Path.Combine(folder, Manifest));
        MapRunTimes.Of(map).Write(folder);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="MapException">One is missing or damaged, or they do not belong together.</exception>
    public static CrystalMap Read(string folder)
    {
        OutputFolder.Recover(folder);
        string path = Existing(Manifest);
        MapManifest manifest = MapManifest.Read(path);
        MapRunTimes times = MapRunTimes.Read(folder);
        MapSettings settings = manifest.Settings.ToSettings();
        settings = settings with { Prediction = settings.Prediction with { Threads = times.Threads } };
        string archive = Existing(Numbers);
        MapPlan plan = Plan(Existing(Atoms), manifest, settings, path);
        try
        {
            NumpyArchive arrays = NumpyArchive.Read(archive);
            ImmutableArray<string> labels = [.. arrays.Get<string>("class_labels", 1, out _)];
            int units = HiddenUnits(arrays, settings, archive);
            MapRows rows = MapArchive.Restore(arrays, plan, labels.Length, units, archive);
            Check(rows, archive);
            return rows.ToMap(
                new ModelIdentity(manifest.Model, manifest.ModelSha256),
                labels,
                times.Started,
                times.SecondsOfLastRun.ToTimes());
        }
        catch (NumpyFormatException error)
        {
            throw new MapException(archive, Reason(error, archive), innerException: error);
        }

        string Existing(string name) => Path.Combine(folder, name) is var file && File.Exists(file)
            ? file
            : throw new MapException(file, "a map that was saved has such a file; there is none.");
    }

    /// <summary>The values of an array over all boxes, with the shape checked.</summary>
    /// <exception cref="MapException">It has another shape.</exception>
    public static T[] Values<T>(NumpyArchive arrays, string name, string file, params ReadOnlySpan<int> expected)
    {
        T[] values;
        ReadOnlySpan<int> shape;
        try
        {
            values = arrays.Get<T>(name, expected.Length, out shape);
        }
        catch (NumpyFormatException error)
        {
            throw new MapException(file, Reason(error, file), name, error);
        }

        return shape.SequenceEqual(expected)
            ? values
            : throw new MapException(
                file,
                $"array '{name}' is {string.Join(" x ", shape.ToArray())}, not "
                + $"{string.Join(" x ", expected.ToArray())} as the atoms and settings say.",
                name);
    }

    /// <summary>What stands for every row in an array over all boxes.</summary>
    public static void Gather<T>(T[] values, MapPlan plan, T[] rows)
    {
        for (int row = 0; row < rows.Length; row++)
            rows[row] = values[plan.Boxes[row]];
    }

    // Without the name of the file, which the message of a map begins with as well.
    private static string Reason(Exception error, string file) =>
        error.Message.StartsWith($"{file}: ", StringComparison.Ordinal)
            ? error.Message[(file.Length + 2)..]
            : error.Message;

    private static int HiddenUnits(NumpyArchive arrays, MapSettings settings, string file)
    {
        const string name = "hidden";
        if (settings.HiddenLayer is null)
            return 0;
        arrays.Get<float>(name, 4, out ReadOnlySpan<int> shape);
        return shape[^1] > 0 ? shape[^1] : throw new MapException(file, $"array '{name}' has no units.", name);
    }

    // A row has a probability for every class, or for none.
    private static void Check(MapRows rows, string file)
    {
        if (rows.ClassCount == 0)
            throw new MapException(file, "array 'class_labels' has no classes.", "class_labels");
        for (int row = 0; row < rows.Count; row++)
        {
            bool isEmpty = float.IsNaN(rows.ProbabilitiesOf(row)[0]);
            foreach (float p in rows.ProbabilitiesOf(row))
            {
                if (isEmpty ? !float.IsNaN(p) : p is not (>= 0 and <= LargestProbability))
                    throw new MapException(file, "array 'probabilities' has numbers that are none.", "probabilities");
            }

            if (rows.Novelty[row] is < 0 or float.PositiveInfinity || (isEmpty && !float.IsNaN(rows.Novelty[row])))
                throw new MapException(file, "array 'novelty' has numbers that are none.", "novelty");
            if (rows.Passes[row] < 0)
                throw new MapException(file, "array 'passes' has numbers below zero.", "passes");
        }
    }

    private static MapPlan Plan(string atoms, MapManifest manifest, MapSettings settings, string path)
    {
        AtomicStructure structure;
        try
        {
            structure = LabeledAtoms.Without(StructureFile.ReadFirst(atoms));
        }
        catch (StructureFormatException error)
        {
            throw new MapException(atoms, Reason(error, atoms), innerException: error);
        }

        if (MapDigest.Of(structure) != manifest.InputAtomsSha256)
            throw new MapException(atoms, "these are not the atoms that were mapped.");
        try
        {
            // Settings are compared before boxes are laid, which may be far more than the map ever had.
            settings.Validate();
            return MapDigest.Of(structure, settings, manifest.ModelSha256) == manifest.MapSha256
                ? new MapPlan(structure, settings) { Input = manifest.Input }
                : throw new MapException(path, "the settings are not those of the map.", "map_sha256");
        }
        catch (ArgumentException error)
        {
            string field = MapManifestSettings.FieldOf(error.ParamName);
            throw new MapException(path, $"'{field}' is no good: {Setting.Reason(error)}", "settings", error);
        }
        catch (DescriptorException error)
        {
            throw new MapException(atoms, error.Message, innerException: error);
        }
    }
}
