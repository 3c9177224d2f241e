using Arise.Files;
using Arise.Mapping;
using Arise.Numerics;

namespace Arise.Reporting.Maps;

/// <summary>
/// A map of atoms as a file that numpy opens (.npz), atoms in the order of the input; floating-point arrays are NaN
/// where there is no prediction: <c>positions</c> [atom, xyz] in Angstrom, <c>class_index</c> [atom] (-1 without
/// prediction), <c>probabilities</c> [atom, k] of the classes <c>classes_present</c> [k], the most frequent first,
/// <c>mutual_information</c> and <c>mutual_information_error</c> [atom] in bits, <c>passes</c> [atom],
/// <c>atom_counts</c> [atom] (atoms in the sphere, itself included), <c>class_labels</c> [class], and <c>sphere</c>,
/// the diameters along x, y and z in Angstrom.
/// </summary>
public static class AtomArchive
{
    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public static void Write(CrystalMap map, string path) => Of(map).Write(path);

    internal static NumpyArchive Of(CrystalMap map)
    {
        int atoms = map.Plan.Structure.Count;
        int[] present = map.ClassesPresent();
        if ((long)present.Length * atoms > Array.MaxLength)
            throw new IOException($"{present.Length} classes x {atoms} atoms are too many for one array.");
        var positions = new double[3 * atoms];
        var probabilities = new float[present.Length * atoms];
        for (int atom = 0; atom < atoms; atom++)
        {
            for (int axis = 0; axis < 3; axis++)
                positions[(3 * atom) + axis] = map.Plan.Structure.Positions[atom][axis];
            int row = map.RowOf(atom);
            for (int k = 0; k < present.Length; k++)
            {
                probabilities[(atom * present.Length) + k] =
                    row < 0 ? float.NaN : map.ProbabilitiesOf(row)[present[k]];
            }
        }

        Vector3D sphere = map.Plan.Places.Edge;
        return new NumpyArchive()
            .Add("positions", positions, atoms, 3)
            .Add("class_index", map.Classes())
            .Add("probabilities", probabilities, atoms, present.Length)
            .Add("classes_present", present)
            .Add("mutual_information", map.Spread(map.MutualInformation))
            .Add("mutual_information_error", map.Spread(map.MutualInformationError))
            .Add("passes", map.SpreadPasses())
            .Add("atom_counts", map.Plan.AtomCounts)
            .Add("class_labels", map.ClassLabels.ToArray())
            .Add("sphere", new[] { sphere.X, sphere.Y, sphere.Z });
    }
}
