using System.Diagnostics;
using Arise.Tests.Networks;

namespace Arise.Tests;

/// <summary>Runs every <see cref="KernelFactAttribute"/> again with fewer vector instructions.</summary>
public class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Kernels_work_and_give_the_same_bytes_without(string instructions)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        start.ArgumentList.Add(instructions);
        start.Environment[instructions] = "0";

        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0, output + await errors);
        Assert.Contains("kernel tests passed", output, StringComparison.Ordinal);
        Assert.Contains(KernelDigest.Compute(), output, StringComparison.Ordinal);
    }
}
