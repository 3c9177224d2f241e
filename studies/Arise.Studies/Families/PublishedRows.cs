using Arise.Datasets;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Studies.Families;

/// <summary>
/// The published tests: pristine structures, missing and displaced atoms (seed of the study), of the published classes
/// with the figures of the library. The published cell of FeB is none that a boride has, and no member of its class.
/// </summary>
internal static class PublishedRows
{
    private static readonly SampleDefects[] Shown =
    [
        new(0.1, 0), new(0.3, 0), new(0, 0.04), new(0, 0.07), new(0, 0.1), new(0.3, 0.1),
    ];

    /// <summary>Adds the rows.</summary>
    public static void Add(FamilyBench bench)
    {
        Prototype[] published = [.. PrototypeLibrary.All.Take(PrototypeLibrary.Published.Count)];
        PristineStructures.Sample[] pristine = [.. PristineStructures.Of(published)];
        bench.Measure("published", "pristine", pristine.Length, k =>
            FamilyBench.Known(pristine[k].Structure, Answers(pristine[k].Prototype)));
        var structures = new DefectiveStructures(published, bench.Number(2), bench.Seed);
        for (int defect = 0; defect < DefectiveStructures.Published.Length; defect++)
        {
            SampleDefects defects = DefectiveStructures.Published[defect];
            if (!Shown.Any(one => Math.Abs(one.Missing - defects.Missing) < 1e-9
                && Math.Abs(one.Displacement - defects.Displacement) < 1e-9))
                continue;
            int[] members =
                [.. Enumerable.Range(0, structures.Count).Where(index => structures.DefectOf(index) == defect)];
            bench.Measure("published", defects.ToString(), members.Length, k => FamilyBench.Known(
                structures.Make(members[k]), Answers(structures.PrototypeOf(members[k]))));
        }
    }

    // A class of the published protocol that is merged into another one of the models of families.
    private static string[] Answers(Prototype prototype) =>
        prototype.MergedInto is { } other ? [prototype.Label, other] : [prototype.Label];
}
