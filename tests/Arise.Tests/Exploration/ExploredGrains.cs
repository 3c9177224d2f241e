using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Exploration;

/// <summary>A slab of two grains, fcc and diamond, and its map.</summary>
internal static class ExploredGrains
{
    private static readonly Lazy<CrystalMap> Made = new(() => Make(layer: 2));

    /// <summary>The map with hidden layer 2, made once.</summary>
    public static CrystalMap Map => Made.Value;

    /// <summary>A map of the slab.</summary>
    public static CrystalMap Make(int? layer, double stride = 1.5)
    {
        AtomicStructure sample = new Polycrystal
        {
            Size = new Vector3D(50, 25, 14),
            Grains = [PrototypeLibrary.Find("face-centered cubic"), PrototypeLibrary.Find("diamond")],
            NearestNeighborDistance = 2.5,
            Element = ChemicalElement.Parse("Fe"),
            IsColumnar = true,
            Seed = 1,
        }.Build();
        return new StructureMapper().Map(new MapPlan(sample, new MapSettings
        {
            Edge = new Vector3D(14, 14, 14),
            Stride = new Vector3D(stride, stride, 14),
            HiddenLayer = layer,
            Prediction = new PredictionSettings { Passes = 64 },
        }));
    }
}
