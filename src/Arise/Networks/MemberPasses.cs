using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// The stochastic passes of one member of an ensemble, with the memory for them: its masks, activations and sums.
/// </summary>
internal sealed unsafe class MemberPasses
{
    private readonly NetworkArchitecture _architecture;
    private int _block;

    /// <summary>Allocates.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="layers">Its weights, which stay in use.</param>
    /// <param name="scaling">What it does to descriptors, or null.</param>
    /// <param name="softmax">Shared by the members of a worker.</param>
    /// <param name="member">Number of the member: each has masks of its own.</param>
    public MemberPasses(
        NetworkArchitecture architecture, PackedLayer[] layers, InputScaling? scaling, SoftmaxBlock softmax, int member)
    {
        _architecture = architecture;
        Masks = new PassMasks(architecture, member);
        First = new FirstLayer(layers[0]);
        Forward = new ForwardPass(layers, scaling);
        Statistics = new PassStatistics(softmax, architecture.ClassCount);
    }

    /// <summary>Its dropout masks.</summary>
    public PassMasks Masks { get; }

    /// <summary>Its first layer.</summary>
    public FirstLayer First { get; }

    /// <summary>Its activations.</summary>
    public ForwardPass Forward { get; }

    /// <summary>What its passes gave.</summary>
    public PassStatistics Statistics { get; }

    /// <summary>Begins a descriptor, scaled already.</summary>
    public void Begin(ReadOnlySpan<float> descriptor)
    {
        Statistics.Clear();
        First.Begin(descriptor, _architecture.KeptScale);
        _block = 0;
    }

    /// <summary>Makes the next passes, up to 32.</summary>
    /// <param name="seed">Seed of the masks.</param>
    /// <param name="passes">How many the member makes in all.</param>
    /// <param name="hidden">Receives the sums of the hidden layers, or null.</param>
    public void RunBlock(ulong seed, int passes, HiddenMeans? hidden)
    {
        int lanes = Math.Min(TileKernel.Lanes, passes - Statistics.Passes);
        uint* words = Masks.Words(seed, _block++);
        hidden?.Begin(lanes);
        Forward.RunPasses(First, words, Masks.Offsets[1..], _architecture.KeptScale, hidden);
        Statistics.Add(Forward.Logits.Pointer, lanes);
    }
}
