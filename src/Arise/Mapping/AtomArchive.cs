using System.Collections.Immutable;
using Arise.Files;
using Arise.Numerics;

namespace Arise.Mapping;

/// <summary>
/// A map of atoms as a file that numpy opens (atoms.npz), atoms in the order of the input; floating-point arrays are
/// NaN where there is no prediction: <c>positions</c> [atom, xyz] in Angstrom, <c>class_index</c> [atom] (-1 without
/// prediction), <c>probabilities</c> [atom, k] of the classes <c>classes_present</c> [k], the most frequent first,
/// <c>mutual_information</c> and <c>mutual_information_error</c> [atom] in bits, <c>passes</c> [atom],
/// <c>atom_counts</c> [atom] (atoms in the sphere, itself included), <c>class_labels</c> [class], and <c>sphere</c>,
/// the diameters along x, y and z in Angstrom. Of all other classes <c>other_probabilities</c> [atom, k] and
/// <c>other_classes</c> [k]; with a hidden layer also <c>hidden</c> [atom, unit].
/// </summary>
internal static class AtomArchive
{
    /// <summary>The arrays of a map.</summary>
    public static NumpyArchive Of(CrystalMap map)
    {
        int atoms = map.Plan.Structure.Count, classes = map.ClassLabels.Length;
        if ((long)Math.Max(classes, map.HiddenUnits) * atoms > Array.MaxLength)
            throw new IOException($"{classes} classes x {atoms} atoms are too many for one array.");
        int[] present = [.. map.ClassesPresent()];
        int[] others = [.. Enumerable.Range(0, classes).Except(present)];
        var positions = new double[3 * atoms];
        for (int atom = 0; atom < atoms; atom++)
        {
            for (int axis = 0; axis < 3; axis++)
                positions[(3 * atom) + axis] = map.Plan.Structure.Positions[atom][axis];
        }

        Vector3D sphere = map.Plan.Places.Edge;
        NumpyArchive archive = new NumpyArchive()
            .Add("positions", positions, atoms, 3)
            .Add("class_index", MapArchive.AsArray(map.Classes()))
            .Add("probabilities", Probabilities(map, present), atoms, present.Length)
            .Add("classes_present", present)
            .Add("mutual_information", MapArchive.AsArray(map.Spread(map.MutualInformation)))
            .Add("mutual_information_error", MapArchive.AsArray(map.Spread(map.MutualInformationError)))
            .Add("passes", MapArchive.AsArray(map.SpreadPasses()))
            .Add("atom_counts", MapArchive.AsArray(map.Plan.AtomCounts))
            .Add("class_labels", map.ClassLabels.ToArray())
            .Add("sphere", new[] { sphere.X, sphere.Y, sphere.Z })
            .Add("other_probabilities", Probabilities(map, others), atoms, others.Length)
            .Add("other_classes", others);
        return map.Hidden is null ? archive : archive.Add("hidden", MapArchive.Hidden(map), atoms, map.HiddenUnits);
    }

    /// <summary>Reads the rows of a map from its arrays.</summary>
    public static MapRows Restore(NumpyArchive arrays, MapPlan plan, int classCount, int hiddenUnits, string file)
    {
        int atoms = plan.Structure.Count;
        int[] present = arrays.Get<int>("classes_present", 1, out _);
        int[] others = arrays.Get<int>("other_classes", 1, out _);
        if (!present.Concat(others).Order().SequenceEqual(Enumerable.Range(0, classCount)))
            throw new MapException(file, "the two arrays of classes are not all classes.", "other_classes");
        MapFolder.Values<float>(arrays, "probabilities", file, atoms, present.Length);
        MapFolder.Values<float>(arrays, "other_probabilities", file, atoms, others.Length);
        var rows = new MapRows(plan, classCount, hiddenUnits);
        Restore("probabilities", present);
        Restore("other_probabilities", others);
        Gather("mutual_information", rows.MutualInformation);
        Gather("mutual_information_error", rows.MutualInformationError);
        Gather("passes", rows.Passes);
        if (rows.HiddenUnits > 0)
        {
            MapArchive.RestoreHidden(
                MapFolder.Values<float>(arrays, "hidden", file, atoms, rows.HiddenUnits), rows);
        }

        return rows;

        void Restore(string name, int[] classes)
        {
            float[] values = MapFolder.Values<float>(arrays, name, file, atoms, classes.Length);
            for (int row = 0; row < rows.Count; row++)
            {
                for (int k = 0; k < classes.Length; k++)
                    rows.ProbabilitiesOf(row)[classes[k]] = values[(rows.Plan.Boxes[row] * classes.Length) + k];
            }
        }

        void Gather<T>(string name, T[] values) =>
            MapFolder.Gather(MapFolder.Values<T>(arrays, name, file, atoms), rows.Plan, values);
    }

    private static float[] Probabilities(CrystalMap map, int[] classes)
    {
        ImmutableArray<int> boxes = map.Plan.Boxes;
        var probabilities = new float[classes.Length * map.Plan.Structure.Count];
        Array.Fill(probabilities, float.NaN);
        for (int row = 0; row < map.Rows; row++)
        {
            for (int k = 0; k < classes.Length; k++)
                probabilities[(boxes[row] * classes.Length) + k] = map.ProbabilitiesOf(row)[classes[k]];
        }

        return probabilities;
    }
}
