using Arise.Files;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Mapping;

/// <summary>Atom positions of samples that were published with the method (doi:10.1038/s41467-021-26511-5).</summary>
internal static class PublishedSamples
{
    /// <summary>Four grains, 9087 atoms (Fig. 2a).</summary>
    public static AtomicStructure FourGrains => Read("four_grains", "Fe");

    /// <summary>The same with a fifth of the atoms missing and the others displaced.</summary>
    public static AtomicStructure FourGrainsDistorted => Read("four_grains_distorted", "Fe");

    /// <summary>Layers of different stacking, 3150 atoms (Fig. 2k).</summary>
    public static AtomicStructure Pearl => Read("pearl", "Cu");

    /// <summary>Graphene with a grain boundary, found in a microscope's image (Fig. 3d), in pixels.</summary>
    public static AtomicStructure GrainBoundary => Read("graphene_grain_boundary", "C");

    private static AtomicStructure Read(string name, string element)
    {
        NumpyArray array = NumpyArchive.Read(TestData.PathOf("samples.npz"))[name];
        float[] values = array.As<float>();
        (int atoms, int axes) = (array.Shape[0], array.Shape[1]);
        return new AtomicStructure(
            [.. Enumerable.Range(0, atoms).Select(i => new Vector3D(
                values[axes * i], values[(axes * i) + 1], axes > 2 ? values[(axes * i) + 2] : 0))],
            [.. Enumerable.Repeat(ChemicalElement.Parse(element), atoms)]);
    }
}
