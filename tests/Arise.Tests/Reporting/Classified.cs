using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Reporting;

/// <summary>Classified structures for the tests of the writers.</summary>
internal static class Classified
{
    private static readonly PredictionSettings Settings = new() { Passes = 20, KeepHidden = true };

    public static ClassifiedStructure RockSalt(string file, int frame = 1) =>
        Of(file, frame, PrototypeLibrary.Find("rock salt").Structure);

    /// <summary>A lone atom, which belongs to no class.</summary>
    public static ClassifiedStructure LoneAtom(string file, int frame = 1) =>
        Of(file, frame, new AtomicStructure([Vector3D.Zero], [ChemicalElement.Parse("Cu")]));

    private static ClassifiedStructure Of(string file, int frame, AtomicStructure structure) =>
        new(file, frame, structure, StructureClassifier.Default.Classify(structure, Settings));
}
